// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title A ruler: the least that burns points on two signatures
/// @dev OpenZeppelin's ERC6909 and SignatureChecker, a replay guard and who may sign for whom. No cap, no ceiling, no
/// suspension, no burn order, no obligation, no void or refund; one bad item sinks its batch. Measured, never deployed.
contract PlainDesk is ERC6909, EIP712("Plain Desk", "1") {
    struct Item {
        address account;
        bytes32 terminal;
        uint256 id;
        uint256 points;
        bytes32 random;
        bytes accountSigner;
        bytes accountSignature;
        bytes terminalSigner;
        bytes terminalSignature;
    }

    error Used(bytes32 random);
    error Refused(bytes32 random);

    bytes32 private constant PAYMENT_TYPEHASH =
        keccak256("Payment(address account,bytes32 terminal,uint256 id,uint256 points,bytes32 random)");

    mapping(address account => bytes32 signerHash) private _signers;
    mapping(bytes32 random => bool used) private _used;

    function issue(address account, bytes calldata signer, uint256 id, uint256 points) external {
        _signers[account] = keccak256(signer);
        _mint(account, id, points);
    }

    function burn(Item[] calldata items) external {
        for (uint256 i = 0; i < items.length; ++i) _burnOne(items[i]);
    }

    function _burnOne(Item calldata item) private {
        require(!_used[item.random], Used(item.random));
        _used[item.random] = true;
        bool isKnown = _signers[item.account] == keccak256(item.accountSigner)
            && item.terminal == keccak256(item.terminalSigner);
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(PAYMENT_TYPEHASH, item.account, item.terminal, item.id, item.points, item.random))
        );
        require(
            isKnown && SignatureChecker.isValidSignatureNow(item.accountSigner, digest, item.accountSignature)
                && SignatureChecker.isValidSignatureNow(item.terminalSigner, digest, item.terminalSignature),
            Refused(item.random)
        );
        _burn(item.account, item.id, item.points);
    }
}

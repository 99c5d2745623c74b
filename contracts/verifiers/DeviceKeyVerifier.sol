// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @title ERC-7913 verifier of device keys made by WebCrypto
/// @notice Key: qx ‖ qy, 64 bytes. Signature: r ‖ s, 64 bytes, over SHA-256 of the digest.
/// @dev WebCrypto always hashes what it is given and never signs a digest as it is; a non-extractable browser key can
/// therefore only sign sha256(digest). High `s` is refused by OpenZeppelin's P256: clients normalise [W4]. Stateless.
contract DeviceKeyVerifier is IERC7913SignatureVerifier {
    uint256 private constant KEY_BYTES = 64;
    uint256 private constant SIGNATURE_BYTES = 64;
    bytes4 private constant REFUSED = 0xffffffff;

    /// @inheritdoc IERC7913SignatureVerifier
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (key.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) return REFUSED;
        bool valid = P256.verify(
            sha256(abi.encodePacked(hash)),
            bytes32(signature[0:32]),
            bytes32(signature[32:64]),
            bytes32(key[0:32]),
            bytes32(key[32:64])
        );
        return valid ? IERC7913SignatureVerifier.verify.selector : REFUSED;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {
    AccountStatusChange,
    Appointment,
    CapsChange,
    OpenAccounts,
    Opening,
    SignerAddition,
    SignerRemoval
} from "./IAccounts.sol";

/// @notice EIP-712 struct hashes of the acts of `Accounts`: the only place of their typehashes.
library AccountActs {
    bytes32 internal constant OPENING_TYPEHASH =
        keccak256("Opening(address account,uint8 kind,uint8 signerKind,bytes signer)");
    bytes32 internal constant OPEN_ACCOUNTS_TYPEHASH = keccak256(
        "OpenAccounts(uint8 cityId,Opening[] openings,uint64 validBefore)Opening(address account,uint8 kind,uint8 signerKind,bytes signer)"
    );
    bytes32 internal constant SIGNER_ADDITION_TYPEHASH =
        keccak256("SignerAddition(address account,uint8 kind,bytes signer,uint32 revision,uint64 validBefore)");
    bytes32 internal constant SIGNER_REMOVAL_TYPEHASH =
        keccak256("SignerRemoval(address account,bytes32 signerHash,uint32 revision,uint64 validBefore)");
    bytes32 internal constant CAPS_CHANGE_TYPEHASH = keccak256(
        "CapsChange(address account,uint8 kind,uint128 perChargePoints,uint128 perDayPoints,uint32 revision,uint64 validBefore)"
    );
    bytes32 internal constant ACCOUNT_STATUS_CHANGE_TYPEHASH =
        keccak256("AccountStatusChange(address account,uint8 status,uint32 revision,uint64 validBefore)");
    bytes32 internal constant APPOINTMENT_TYPEHASH =
        keccak256("Appointment(address institution,bytes signer,bool appointed,uint32 revision,uint64 validBefore)");

    function hash(OpenAccounts calldata act) internal pure returns (bytes32) {
        bytes32[] memory openings = new bytes32[](act.openings.length);
        for (uint256 i = 0; i < openings.length; ++i) {
            openings[i] = _hash(act.openings[i]);
        }
        return keccak256(
            abi.encode(OPEN_ACCOUNTS_TYPEHASH, act.cityId, keccak256(abi.encodePacked(openings)), act.validBefore)
        );
    }

    function hash(SignerAddition calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SIGNER_ADDITION_TYPEHASH, act.account, act.kind, keccak256(act.signer), act.revision, act.validBefore
            )
        );
    }

    function hash(SignerRemoval calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(SIGNER_REMOVAL_TYPEHASH, act.account, act.signerHash, act.revision, act.validBefore)
        );
    }

    function hash(CapsChange calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                CAPS_CHANGE_TYPEHASH,
                act.account,
                act.kind,
                act.perChargePoints,
                act.perDayPoints,
                act.revision,
                act.validBefore
            )
        );
    }

    function hash(AccountStatusChange calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(ACCOUNT_STATUS_CHANGE_TYPEHASH, act.account, act.status, act.revision, act.validBefore)
        );
    }

    function hash(Appointment calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                APPOINTMENT_TYPEHASH,
                act.institution,
                keccak256(act.signer),
                act.appointed,
                act.revision,
                act.validBefore
            )
        );
    }

    function _hash(Opening calldata opening) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                OPENING_TYPEHASH, opening.account, opening.kind, opening.signerKind, keccak256(opening.signer)
            )
        );
    }
}

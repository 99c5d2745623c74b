// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {
    Accreditation,
    DirectoryUpdate,
    InstitutionUpdate,
    TerminalEnrolment,
    TerminalRemoval
} from "./IParticipants.sol";

/// @notice EIP-712 struct hashes of the acts of `Participants`: the only place of their typehashes.
library ParticipantActs {
    bytes32 internal constant ACCREDITATION_TYPEHASH = keccak256(
        "Accreditation(uint8 cityId,address institution,uint8 kind,bytes32 salt,bytes32 profileHash,uint128 dailyCeilingPoints,uint64 validBefore)"
    );
    bytes32 internal constant INSTITUTION_UPDATE_TYPEHASH = keccak256(
        "InstitutionUpdate(address institution,uint8 status,bytes32 profileHash,uint128 dailyCeilingPoints,uint32 revision,uint64 validBefore)"
    );
    bytes32 internal constant TERMINAL_ENROLMENT_TYPEHASH =
        keccak256("TerminalEnrolment(address merchant,bytes signer,uint64 validBefore)");
    bytes32 internal constant TERMINAL_REMOVAL_TYPEHASH =
        keccak256("TerminalRemoval(address merchant,bytes32 terminal,uint64 validBefore)");
    bytes32 internal constant DIRECTORY_UPDATE_TYPEHASH =
        keccak256("DirectoryUpdate(uint8 cityId,bytes32 directoryHash,uint32 revision,uint64 validBefore)");

    function hash(Accreditation calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ACCREDITATION_TYPEHASH,
                act.cityId,
                act.institution,
                act.kind,
                act.salt,
                act.profileHash,
                act.dailyCeilingPoints,
                act.validBefore
            )
        );
    }

    function hash(InstitutionUpdate calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                INSTITUTION_UPDATE_TYPEHASH,
                act.institution,
                act.status,
                act.profileHash,
                act.dailyCeilingPoints,
                act.revision,
                act.validBefore
            )
        );
    }

    function hash(TerminalEnrolment calldata act) internal pure returns (bytes32) {
        return
            keccak256(abi.encode(TERMINAL_ENROLMENT_TYPEHASH, act.merchant, keccak256(act.signer), act.validBefore));
    }

    function hash(TerminalRemoval calldata act) internal pure returns (bytes32) {
        return keccak256(abi.encode(TERMINAL_REMOVAL_TYPEHASH, act.merchant, act.terminal, act.validBefore));
    }

    function hash(DirectoryUpdate calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(DIRECTORY_UPDATE_TYPEHASH, act.cityId, act.directoryHash, act.revision, act.validBefore)
        );
    }
}

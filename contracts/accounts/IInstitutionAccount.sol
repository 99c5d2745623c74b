// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

/// @title The account of an institution, and its name as attester in EAS
/// @notice Attests and revokes in one fixed EAS, for a contract with the DOOR role; executes nothing else. The
/// institution, not a coordinator's key, is the attester, and survives its staff.
interface IInstitutionAccount {
    error InstitutionAccountNotDoor(address sender);

    /// @return uid of the attestation: revocable, without expiry, recipient, reference or value
    function attest(bytes32 schema, bytes calldata data) external returns (bytes32 uid);
    function revoke(bytes32 schema, bytes32 uid) external;
}

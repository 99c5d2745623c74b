// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Approval} from "../values/Signatures.sol";

/// @notice An ADMIN's act: gives `power` of `cityId` to an officer's account, or takes it back.
struct PowerGrant {
    uint8 cityId;
    bytes32 power;
    address officer;
    bool granted;
    uint32 revision; // of this (city, power, officer), as the signer saw it
    uint64 validBefore; // seconds
}

/// @title Who may act for a city
/// @notice Roles are `keccak256(abi.encode(cityId, power))` of AccessControl. A power is held by an account of
/// `Accounts`; an act carries signatures of FULL keys of such accounts, never a privileged sender (D6).
interface IAuthority is IAccessControl {
    error AuthorityActExpired(uint64 validBefore, uint256 blockTimestamp);
    error AuthorityTooFewApprovals(uint256 given, uint256 needed);
    error AuthorityOfficerRepeated(address officer);
    error AuthorityPowerMissing(uint8 cityId, bytes32 power, address officer);
    error AuthoritySignatureRefused(address officer);
    error AuthorityRevisionStale(uint32 given, uint32 current);
    error AuthoritySelfGrant(address officer);
    error AuthorityOfficerUnknown(address officer);
    error AuthorityPowerUnknown(bytes32 power);

    event PowerGranted(uint8 indexed cityId, bytes32 indexed power, address indexed officer, uint32 revision, address approver);
    event PowerWithdrawn(uint8 indexed cityId, bytes32 indexed power, address indexed officer, uint32 revision, address approver);

    /// @notice Grants or withdraws a power, on one ADMIN's signature. ENROL and RELAY are granted to service accounts
    /// the same way. An officer never grants a power to itself.
    function grant(PowerGrant calldata act, Approval[] calldata approvals) external;

    /// @notice The first officers and the service of a city, set while it is founded. CONSORTIUM only.
    function grantFounding(uint8 cityId, bytes32 power, address officer) external;

    /// @notice Reverts unless `needed` distinct officers of the city, each holding `power` and signing with an active
    /// FULL key of an active staff account, approved `digest`, and `validBefore` is not past.
    function checkApprovals(
        uint8 cityId,
        bytes32 power,
        bytes32 digest,
        uint64 validBefore,
        Approval[] calldata approvals,
        uint256 needed
    ) external view;

    function hasPower(uint8 cityId, bytes32 power, address officer) external view returns (bool);
    function grantRevision(uint8 cityId, bytes32 power, address officer) external view returns (uint32);
    function roleOf(uint8 cityId, bytes32 power) external pure returns (bytes32);
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval} from "../values/Signatures.sol";

enum ParticipantStatus {
    NONE,
    ACTIVE,
    SUSPENDED,
    CLOSED
}

enum InstitutionKind {
    NONE,
    ORGANIZATION,
    MERCHANT,
    CITY
}

struct City {
    uint32 population;
    ParticipantStatus status;
    uint32 revision;
    address institution; // the city's own institution: attests attendances
    bytes32 rpIdHash; // SHA-256 of the portal's exact host: the only relying party of its passkeys [W2]
    bytes32 directoryHash; // of the signed directory it publishes
}

struct Institution {
    InstitutionKind kind;
    uint8 cityId; // that accredited it
    ParticipantStatus status;
    uint32 revision;
    uint64 suspendedAt; // seconds; 0 unless suspended
    uint64 suspensionEndsAt; // at most 90 days later
    uint128 dailyCeilingPoints; // merchants: what may be redeemed a UTC day
    bytes32 profileHash;
}

struct Terminal {
    address merchant;
    ParticipantStatus status;
}

/// @notice An ACCREDIT officer's acts. `institution` is the address of its account, predicted from `salt`.
struct Accreditation {
    uint8 cityId;
    address institution;
    InstitutionKind kind;
    bytes32 salt;
    bytes32 profileHash;
    uint128 dailyCeilingPoints;
    uint64 validBefore;
}

struct InstitutionUpdate {
    address institution;
    ParticipantStatus status; // ACTIVE reinstates, SUSPENDED, CLOSED is final
    bytes32 profileHash;
    uint128 dailyCeilingPoints;
    uint32 revision;
    uint64 validBefore;
}

/// @notice The city service's act (ENROL): the terminal alone takes nothing, a resident's consent is always needed.
struct TerminalEnrolment {
    address merchant;
    bytes signer;
    uint64 validBefore;
}

/// @notice ENROL or ACCREDIT withdraws a terminal.
struct TerminalRemoval {
    address merchant;
    bytes32 terminal;
    uint64 validBefore;
}

/// @notice ADMIN publishes the hash of the city's signed directory.
struct DirectoryUpdate {
    uint8 cityId;
    bytes32 directoryHash;
    uint32 revision;
    uint64 validBefore;
}

/// @title Cities, organizations, merchants and their terminals
interface IParticipants {
    error ParticipantsCityUnknown(uint8 cityId);
    error ParticipantsCityExists(uint8 cityId);
    error ParticipantsCityIdOutOfRange(uint256 cityId);
    error ParticipantsInstitutionUnknown(address institution);
    error ParticipantsInstitutionExists(address institution);
    error ParticipantsKindRefused(InstitutionKind kind);
    error ParticipantsRevisionStale(uint32 given, uint32 current);
    error ParticipantsStatusRefused(ParticipantStatus from, ParticipantStatus to);
    error ParticipantsTerminalExists(bytes32 terminal);
    error ParticipantsTerminalUnknown(bytes32 terminal);
    error ParticipantsTooManyTerminals(address merchant, uint256 limit);
    error ParticipantsNotConsortium(address sender);

    event CityAdded(uint8 indexed cityId, address institution, uint32 population, bytes32 rpIdHash);
    event CityDirectoryPublished(uint8 indexed cityId, bytes32 directoryHash, uint32 revision);
    event CityClosed(uint8 indexed cityId, uint32 revision);
    event InstitutionAccredited(
        address indexed institution,
        uint8 indexed cityId,
        InstitutionKind kind,
        bytes32 profileHash,
        uint128 dailyCeilingPoints,
        address officer
    );
    event InstitutionUpdated(
        address indexed institution,
        ParticipantStatus status,
        bytes32 profileHash,
        uint128 dailyCeilingPoints,
        uint64 suspensionEndsAt,
        uint32 revision,
        address officer
    );
    event TerminalEnrolled(address indexed merchant, bytes32 indexed terminal);
    event TerminalRemoved(address indexed merchant, bytes32 indexed terminal);

    /// @notice CONSORTIUM only. Also opens the city's own institution (kind CITY).
    function addCity(uint8 cityId, uint32 population, bytes32 rpIdHash, bytes32 institutionSalt) external;
    /// @notice CONSORTIUM only, and final: a city that leaves opens no account, institution or programme any more, and
    /// files no new sheet. What was filed still posts, what was issued remains, its merchants take its own points only.
    function closeCity(uint8 cityId) external;
    function publishDirectory(DirectoryUpdate calldata act, Approval[] calldata approvals) external;
    function accredit(Accreditation calldata act, Approval[] calldata approvals) external;
    function updateInstitution(InstitutionUpdate calldata act, Approval[] calldata approvals) external;
    function enrolTerminal(TerminalEnrolment calldata act, Approval calldata approval) external;
    function removeTerminal(TerminalRemoval calldata act, Approval calldata approval) external;

    function city(uint8 cityId) external view returns (City memory);
    function cityIds() external view returns (uint8[] memory);
    function institution(address account) external view returns (Institution memory);
    /// @return whether it exists, is ACTIVE, or its suspension has run out
    function isActiveInstitution(address account) external view returns (bool);
    function terminal(bytes32 terminalId) external view returns (Terminal memory);
}

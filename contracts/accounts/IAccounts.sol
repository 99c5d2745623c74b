// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval, SignerProof} from "../values/Signatures.sol";

enum AccountKind {
    NONE,
    RESIDENT,
    STAFF,
    INSTITUTION
}

enum AccountStatus {
    NONE,
    ACTIVE,
    SUSPENDED,
    CLOSED
}

enum SignerKind {
    NONE,
    FULL, // passkey or wallet
    DEVICE, // P-256 key of a browser, capped
    CARD // held by the city, capped
}

struct Account {
    uint8 cityId; // home city
    AccountKind kind;
    AccountStatus status;
    uint32 revision;
    uint16 epoch; // raised by recovery: signers of an earlier epoch are void
    bool hadFullSigner;
    uint8 deviceSignerCount;
}

struct Signer {
    SignerKind kind;
    uint64 activeFrom; // seconds
}

struct Caps {
    uint128 perChargePoints;
    uint128 perDayPoints;
}

struct Opening {
    address account;
    AccountKind kind; // RESIDENT or STAFF
    SignerKind signerKind; // FULL or DEVICE
    bytes signer;
}

/// @notice The city service's act (ENROL): opens accounts, each with its first signer.
struct OpenAccounts {
    uint8 cityId;
    Opening[] openings;
    uint64 validBefore;
}

struct SignerAddition {
    address account;
    SignerKind kind;
    bytes signer;
    uint32 revision;
    uint64 validBefore;
}

struct SignerRemoval {
    address account;
    bytes32 signerHash;
    uint32 revision;
    uint64 validBefore;
}

struct CapsChange {
    address account;
    SignerKind kind; // whose caps; FULL has a daily one only
    uint128 perChargePoints;
    uint128 perDayPoints;
    uint32 revision;
    uint64 validBefore;
}

/// @notice ADMIN of the home city.
struct AccountStatusChange {
    address account;
    AccountStatus status;
    uint32 revision;
    uint64 validBefore;
}

/// @notice ACCREDIT of the institution's city: a coordinator's key may sign for the institution.
struct Appointment {
    address institution;
    bytes signer;
    bool appointed; // false withdraws
    uint32 revision;
    uint64 validBefore;
}

/// @title Pseudonymous holders and the keys that act for them
/// @notice One registry (W20). Only keccak256(signer) is stored, with kind, time and epoch in one word.
/// A session alone never adds a key that can spend today: see `addSigner`.
interface IAccounts {
    error AccountsUnknown(address account);
    error AccountsAddressTaken(address account);
    error AccountsKindRefused(AccountKind kind);
    error AccountsNotActive(address account, AccountStatus status);
    error AccountsRevisionStale(uint32 given, uint32 current);
    error AccountsActExpired(uint64 validBefore, uint256 blockTimestamp);
    error AccountsSignerRefused(bytes32 signerHash); // not on the allow-list, or malformed
    error AccountsSignerExists(bytes32 signerHash);
    error AccountsSignerUnknown(bytes32 signerHash);
    error AccountsSignerKindRefused(SignerKind kind);
    error AccountsPasskeyOfAnotherCity(bytes32 rpIdHash, bytes32 expectedRpIdHash);
    error AccountsSignatureRefused(address account);
    error AccountsFullSignerNeeded(address account);
    error AccountsTooManyDeviceSigners(address account, uint256 limit);
    error AccountsTooManyOpenings(uint256 given, uint256 limit);
    error AccountsCapAboveCeiling(uint128 given, uint128 ceiling);
    error AccountsNotRegistrar(address sender);
    error AccountsNotDesk(address sender);
    error AccountsNotConsortium(address sender);

    event AccountOpened(address indexed account, uint8 indexed cityId, AccountKind kind);
    event SignerAdded(address indexed account, bytes32 indexed signerHash, SignerKind kind, uint64 activeFrom, uint32 revision);
    event SignerRemoved(address indexed account, bytes32 indexed signerHash, uint32 revision);
    event CapsChanged(
        address indexed account,
        SignerKind indexed kind,
        uint128 perChargePoints,
        uint128 perDayPoints,
        uint64 activeFrom,
        uint32 revision
    );
    event AccountStatusChanged(address indexed account, AccountStatus status, uint32 revision, address officer);
    event CapParametersChanged(SignerKind indexed kind, uint128 defaultPerChargePoints, uint128 defaultPerDayPoints, uint128 ceilingPerDayPoints);

    /// @notice Opens up to 200 accounts, on an ENROL signature. An address in use, or with code, is refused.
    function open(OpenAccounts calldata act, Approval calldata approval) external;
    /// @notice First officers and service accounts while a city is founded. CONSORTIUM only.
    function openFounding(uint8 cityId, Opening calldata opening) external;
    /// @notice REGISTRAR only: the account of an accredited institution, without a signer yet.
    function openInstitution(address account, uint8 cityId) external;

    /// @notice Adds a key.
    /// - `holder` is a FULL key of the account: any kind, at once.
    /// - no FULL key ever, `enrol` approves: a first FULL key, at once if `holder` is a present key, else after 24 h.
    /// - `enrol` approves: a DEVICE key, three at most, after 24 h.
    /// `holder` or `enrol` is left empty (no bytes, zero officer) where it is not needed.
    function addSigner(SignerAddition calldata act, SignerProof calldata holder, Approval calldata enrol) external;
    /// @notice Removes a key or cancels one that waits: any FULL key of the account, the key itself, a present key for
    /// one that waits, or ENROL. A signature by a removed key fails from the next block [W10].
    function removeSigner(SignerRemoval calldata act, SignerProof calldata holder, Approval calldata enrol) external;
    function appoint(Appointment calldata act, Approval[] calldata approvals) external;
    /// @notice A FULL key lowers caps at once and raises them after 24 h, up to the council's ceiling [W11].
    function changeCaps(CapsChange calldata act, SignerProof calldata holder) external;
    function changeStatus(AccountStatusChange calldata act, Approval[] calldata approvals) external;
    /// @notice CONSORTIUM only.
    function setCapParameters(SignerKind kind, uint128 defaultPerChargePoints, uint128 defaultPerDayPoints, uint128 ceilingPerDayPoints) external;

    /// @notice DESK only. Counts `points` against the caps of (account, kind) for the current UTC day.
    /// @return whether they fit; nothing is counted when they do not
    function consumeCap(address account, SignerKind kind, uint128 points) external returns (bool);
    /// @notice DESK only. Undoes `consumeCap` of the same day.
    function giveBackCap(address account, SignerKind kind, uint128 points) external;

    /// @return kind NONE unless `proof` is a valid signature over `digest` by an active key of this account's epoch.
    /// Says nothing of the account's status.
    function verify(address account, bytes32 digest, SignerProof calldata proof) external view returns (SignerKind kind);
    /// @return whether `proof` signs `digest`, whoever holds the key; the verifier must be on the allow-list
    function verifySigner(bytes32 digest, SignerProof calldata proof) external view returns (bool);
    /// @return whether these bytes may become a signer: a plain account without code, a device key, a city's passkey
    function isAllowedSigner(bytes calldata signer) external view returns (bool);
    function account(address id) external view returns (Account memory);
    function signer(address account, bytes32 signerHash) external view returns (Signer memory);
    function caps(address account, SignerKind kind) external view returns (Caps memory current, uint128 spentTodayPoints);
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval, SignerProof} from "../values/Signatures.sol";

/// @notice Signed once by a coordinator's key of the institution.
struct Sheet {
    address institution;
    bytes32 programmeId;
    bytes32 activityId; // random, of the organization's records
    uint32 weekIndex;
    uint16 part; // 0 for the first sheet of the activity and week
    uint32 lineCount; // 1 to 1,000
    uint64 totalQuantity;
    bytes32 linesRoot; // of OpenZeppelin's StandardMerkleTree shape, leaves below
    uint64 validBefore;
}

enum LineStatus {
    OPEN,
    POSTED,
    DISPUTED,
    STRUCK
}

enum StrikeReason {
    NONE,
    DECIDED, // by the programme's city
    UNDECIDED, // lapsed after 60 days
    CEILING, // what did not fit the account's week
    REVOKED, // by the institution
    WITHDRAWN, // whole sheet, by the programme's city
    EXPIRED // 180 days after the window
}

enum LineRefusal {
    NONE,
    INDEX,
    NOT_OPEN,
    PROOF,
    QUANTITY,
    RESERVE,
    ACCOUNT
}

enum SheetStatus {
    NONE,
    FILED,
    FINISHED,
    STRUCK,
    REVOKED,
    EXPIRED
}

struct SheetState {
    SheetStatus status;
    uint8 cityId; // of the programme
    uint64 filedAt; // seconds
    uint64 windowEndsAt;
    address institution;
    bytes32 programmeId;
    bytes32 activityId;
    uint32 weekIndex;
    uint16 part;
    uint32 lineCount;
    uint64 totalQuantity;
    uint64 postedQuantity;
    uint32 closedLineCount; // posted or struck
    uint32 disputedLineCount;
    uint128 reservedPoints;
    uint128 issuedPoints;
    bytes32 linesRoot;
    bytes32 attestationUid;
}

/// @notice leaf = keccak256(bytes.concat(keccak256(abi.encode(LINE_TYPEHASH, sheetId, index, account, quantity, salt))))
struct LineProof {
    uint32 index;
    address account;
    uint64 quantity; // minutes, attendances, cents or actions
    bytes32 salt; // ≥ 128 random bits, disclosed only here [X2]
    bytes32[] proof;
}

/// @notice An officer of `cityId` (the volunteer's home city or the programme's city, PROGRAMME power), or the
/// institution when `cityId` is 0.
struct LineDispute {
    bytes32 sheetId;
    uint32 index;
    uint8 cityId;
    uint8 reasonCode;
    uint64 validBefore;
}

/// @notice PROGRAMME officer of the programme's city.
struct DisputeDecision {
    bytes32 sheetId;
    uint32 index;
    bool struck; // false releases
    uint8 reasonCode;
    uint32 round; // disputes opened on this line so far
    uint64 validBefore;
}

struct SheetStrike {
    bytes32 sheetId;
    uint8 reasonCode;
    uint64 validBefore;
}

/// @notice Signed by a coordinator's key of the institution.
struct SheetRevocation {
    bytes32 sheetId;
    uint8 reasonCode;
    uint64 validBefore;
}

struct DisputeState {
    uint32 round;
    uint8 byCityId; // 0: the institution
    uint8 reasonCode;
    uint64 openedAt;
}

/// @title Sheets of earned lines: the resolver behind EAS's sheet schema
/// @notice `onAttest` is the only place where a sheet begins. One sheet per (institution, programme, activity, week,
/// part), a line posts at most once, a struck one never (I3); points = ⌊quantity × rate⌋.
interface IEarningSheets {
    error SheetsExpired(uint64 validBefore, uint256 blockTimestamp);
    error SheetsSignatureRefused(address institution);
    error SheetsInstitutionNotActive(address institution);
    error SheetsDiffers(bytes32 sheetId, bytes32 filedRoot, bytes32 givenRoot);
    error SheetsAlreadyFiled(bytes32 sheetId);
    error SheetsUnknown(bytes32 sheetId);
    error SheetsShapeRefused(uint32 lineCount, uint64 totalQuantity);
    error SheetsWeekRefused(uint32 weekIndex, uint32 currentWeekIndex);
    error SheetsAttestationRefused(address attester);
    error SheetsNotOpen(bytes32 sheetId, SheetStatus status);
    error SheetsWindowOpen(bytes32 sheetId, uint64 windowEndsAt);
    error SheetsWindowOver(bytes32 sheetId, uint64 windowEndsAt);
    error SheetsTooManyLines(uint256 given, uint256 limit);
    error SheetsFrozen(bytes32 sheetId, address institution);
    error SheetsLineNotOpen(bytes32 sheetId, uint32 index, LineStatus status);
    error SheetsLineNotDisputed(bytes32 sheetId, uint32 index, LineStatus status);
    error SheetsLineIndexRefused(bytes32 sheetId, uint32 index, uint32 lineCount);
    error SheetsDisputeRepeated(bytes32 sheetId, uint32 index, uint8 byCityId);
    error SheetsDisputeRoundStale(uint32 given, uint32 current);
    error SheetsDecisionTooEarly(uint64 allowedFrom, uint256 blockTimestamp);
    error SheetsDecisionTooLate(uint64 allowedUntil, uint256 blockTimestamp);

    event SheetFiled(
        bytes32 indexed sheetId,
        address indexed institution,
        bytes32 indexed programmeId,
        Sheet sheet,
        bytes32 attestationUid,
        bytes32 signerHash,
        uint128 reservedPoints,
        uint64 windowEndsAt
    );
    event LinePosted(bytes32 indexed sheetId, uint32 indexed index, address indexed account, uint64 quantity, uint128 points, uint128 ceilingStruckPoints, bytes32 salt);
    event LineRefused(bytes32 indexed sheetId, uint32 indexed index, LineRefusal refusal);
    event LineDisputed(bytes32 indexed sheetId, uint32 indexed index, uint8 byCityId, uint8 reasonCode, uint32 round);
    event LineReleased(bytes32 indexed sheetId, uint32 indexed index, uint8 reasonCode, uint32 round, address officer);
    event LineStruck(bytes32 indexed sheetId, uint32 indexed index, StrikeReason reason, uint8 reasonCode);
    event SheetStruck(bytes32 indexed sheetId, StrikeReason reason, uint8 reasonCode, uint128 returnedPoints);
    event SheetFinished(bytes32 indexed sheetId, uint128 issuedPoints, uint128 returnedPoints);

    function submit(Sheet calldata sheet, SignerProof calldata coordinator) external returns (bytes32 sheetId);
    /// @notice Anyone, after the window: up to 128 lines, each with its proof. A refused line never sinks the others.
    function post(bytes32 sheetId, LineProof[] calldata lines) external;
    function dispute(LineDispute calldata act, SignerProof calldata coordinator, Approval[] calldata approvals) external;
    function decide(DisputeDecision calldata act, Approval[] calldata approvals) external;
    /// @notice Anyone, 60 days after an undecided dispute opened.
    function lapse(bytes32 sheetId, uint32 index) external;
    function strikeSheet(SheetStrike calldata act, Approval[] calldata approvals) external;
    function revoke(SheetRevocation calldata act, SignerProof calldata coordinator) external;
    /// @notice Anyone, 180 days after the window.
    function expire(bytes32 sheetId) external;

    function sheet(bytes32 sheetId) external view returns (SheetState memory);
    function lineStatus(bytes32 sheetId, uint32 index) external view returns (LineStatus);
    function disputeOf(bytes32 sheetId, uint32 index) external view returns (DisputeState memory);
    function sheetIdOf(address institution, bytes32 programmeId, bytes32 activityId, uint32 weekIndex, uint16 part)
        external
        pure
        returns (bytes32);
    function schemaUid() external view returns (bytes32);
}

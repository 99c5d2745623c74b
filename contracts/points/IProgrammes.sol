// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval} from "../values/Signatures.sol";

enum ProgrammeUnit {
    NONE,
    MINUTE,
    ATTENDANCE,
    CENT,
    ACTION
}

enum ProgrammeStatus {
    NONE,
    OPEN,
    CLOSED
}

/// @notice A council resolution: year, number in that year, hash of the published document.
struct Resolution {
    uint16 year;
    uint32 number;
    bytes32 documentHash;
}

/// @notice Points for a quantity: 60 minutes at 100/60 give 100 points.
struct Rate {
    uint32 points;
    uint32 quantity;
}

struct Programme {
    uint8 cityId;
    ProgrammeUnit unit;
    ProgrammeStatus status;
    uint32 revision; // 0 when opened
    Rate rate;
    uint128 budgetPoints;
    uint128 reservedPoints;
    uint128 issuedPoints;
    uint128 weeklyCeilingPoints; // per account and week
    uint64 startsAt; // seconds
    uint64 endsAt;
    uint32 pendingSeconds;
    Resolution resolution; // the latest: opening or raise
}

/// @notice What an organization may still attest under a programme (A4).
struct Allotment {
    uint128 allottedPoints;
    uint128 usedPoints; // reserved or issued
    uint32 revision; // 0 until first set
}

/// @notice Two PROGRAMME officers. programmeId = keccak256(abi.encode(cityId, year, number, ordinal)): opened once.
struct ProgrammeOpening {
    uint8 cityId;
    uint8 ordinal; // several programmes may follow one resolution
    ProgrammeUnit unit;
    Resolution resolution;
    Rate rate;
    uint128 budgetPoints;
    uint128 weeklyCeilingPoints;
    uint64 startsAt;
    uint64 endsAt;
    uint32 pendingSeconds;
    uint64 validBefore;
}

/// @notice Two PROGRAMME officers, under a later resolution. The rate never changes.
struct BudgetRaise {
    bytes32 programmeId;
    Resolution resolution;
    uint128 budgetPoints; // the new one, higher
    uint32 revision;
    uint64 validBefore;
}

struct ProgrammeClosing {
    bytes32 programmeId;
    uint32 revision;
    uint64 validBefore;
}

struct AllotmentChange {
    bytes32 programmeId;
    address institution;
    uint128 allottedPoints; // the new total, never below what is used
    uint32 revision;
    uint64 validBefore;
}

/// @notice What a sheet keeps of its programme from the moment it is filed.
struct FrozenTerms {
    uint8 cityId;
    ProgrammeUnit unit;
    Rate rate;
    uint32 pendingSeconds;
    uint128 reservedPoints;
}

/// @title Rules by which a city issues points, each under a council resolution
/// @notice reserved + issued ≤ budget is enforced here and nowhere else (I2, A4).
interface IProgrammes {
    error ProgrammesUnknown(bytes32 programmeId);
    error ProgrammesExists(bytes32 programmeId);
    error ProgrammesClosed(bytes32 programmeId);
    error ProgrammesTermsRefused(bytes32 programmeId);
    error ProgrammesPendingRefused(uint32 pendingSeconds, uint32 minimumSeconds, uint32 maximumSeconds);
    error ProgrammesRevisionStale(uint32 given, uint32 current);
    error ProgrammesBudgetNotRaised(uint128 given, uint128 current);
    error ProgrammesBudgetExceeded(bytes32 programmeId, uint256 remainingPoints, uint256 neededPoints);
    error ProgrammesAllotmentExceeded(bytes32 programmeId, address institution, uint256 remainingPoints, uint256 neededPoints);
    error ProgrammesAllotmentBelowUsed(uint128 given, uint128 usedPoints);
    error ProgrammesWeekOutside(bytes32 programmeId, uint32 weekIndex);
    error ProgrammesInstitutionRefused(address institution);
    error ProgrammesNotSheets(address sender);
    error ProgrammesNotConsortium(address sender);

    event ProgrammeOpened(bytes32 indexed programmeId, uint8 indexed cityId, ProgrammeOpening opening, address[] officers);
    event ProgrammeBudgetRaised(bytes32 indexed programmeId, Resolution resolution, uint128 budgetPoints, uint32 revision, address[] officers);
    event ProgrammeClosed(bytes32 indexed programmeId, uint32 revision, address officer);
    event AllotmentChanged(bytes32 indexed programmeId, address indexed institution, uint128 allottedPoints, uint32 revision, address officer);
    event PointsReserved(bytes32 indexed programmeId, address indexed institution, uint128 points);
    event ReserveReturned(bytes32 indexed programmeId, address indexed institution, uint128 points);
    event WeeklyMinutesCeilingChanged(uint32 ceilingMinutes);

    function open(ProgrammeOpening calldata act, Approval[] calldata approvals) external;
    function raiseBudget(BudgetRaise calldata act, Approval[] calldata approvals) external;
    function close(ProgrammeClosing calldata act, Approval[] calldata approvals) external;
    function changeAllotment(AllotmentChange calldata act, Approval[] calldata approvals) external;
    /// @notice CONSORTIUM: minutes of one account and week, all cities together [A3].
    function setWeeklyMinutesCeiling(uint32 ceilingMinutes) external;

    /// @notice SHEETS: reserves ⌊quantity × rate⌋ for a sheet of the week and freezes its terms.
    function reserve(bytes32 programmeId, address institution, uint128 quantity, uint32 weekIndex) external returns (FrozenTerms memory);
    /// @notice SHEETS: turns a part of a reserve into issued points, within the account's weekly ceilings.
    /// @return issuedPoints what fits of `points`; the rest stays reserved until it is returned
    function issue(bytes32 programmeId, address account, uint32 weekIndex, uint128 points, uint128 quantity)
        external
        returns (uint128 issuedPoints);
    /// @notice SHEETS: returns a part of a reserve to the budget and to the institution's allotment.
    function returnReserve(bytes32 programmeId, address institution, uint128 points) external;

    function programme(bytes32 programmeId) external view returns (Programme memory);
    function programmeIdOf(uint8 cityId, uint16 year, uint32 number, uint8 ordinal) external pure returns (bytes32);
    function allotment(bytes32 programmeId, address institution) external view returns (Allotment memory);
    function weeklyUse(bytes32 programmeId, address account, uint32 weekIndex) external view returns (uint128 points, uint32 minutesAllCities);
    function weeklyMinutesCeiling() external view returns (uint32 ceilingMinutes);
    function minimumHoursPendingSeconds() external view returns (uint32);
}

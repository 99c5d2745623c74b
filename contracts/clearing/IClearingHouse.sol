// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval} from "../values/Signatures.sol";

/// @notice What `debtor` (issuer of the points) owes `creditor` (city of the merchant) in a period.
struct Obligation {
    uint128 recordedPoints;
    uint128 reversedPoints; // by voids and refunds, in the period in which they happen
}

/// @notice A city's own side of a pair. Unset: the default ceiling holds.
struct Side {
    bool isSet;
    bool suspended;
    uint128 ceilingPoints;
    uint32 revision; // 0 until first set
}

/// @notice TREASURY of `cityId` sets its own side; the lower of two sides holds.
struct SideChange {
    uint8 cityId;
    uint8 otherCityId;
    bool asCreditor; // true: what the other may owe me; false: what I may owe
    uint128 ceilingPoints;
    bool suspended;
    uint32 revision;
    uint64 validBefore;
}

/// @title What cities owe each other
/// @notice On by default up to a ceiling per pair and period (D10). Obligations of a past period never change (I7);
/// per period and pair they never exceed the ceiling, and all net positions sum to zero (I5).
interface IClearingHouse {
    error ClearingPairRefused(uint8 debtor, uint8 creditor);
    error ClearingCeilingExceeded(uint8 debtor, uint8 creditor, uint256 remainingPoints, uint256 neededPoints);
    error ClearingRevisionStale(uint32 given, uint32 current);
    error ClearingPeriodsRefused();
    error ClearingNoPeriod(uint256 timestamp);
    error ClearingNotDesk(address sender);
    error ClearingNotConsortium(address sender);
    error ClearingCityNotClosed(uint8 cityId);

    event ObligationRecorded(uint8 indexed debtor, uint8 indexed creditor, uint32 indexed periodIndex, uint128 points, bytes32 chargeId);
    event ObligationReversed(uint8 indexed debtor, uint8 indexed creditor, uint32 indexed periodIndex, uint128 points, bytes32 chargeId);
    event SideChanged(
        uint8 indexed cityId,
        uint8 indexed otherCityId,
        bool asCreditor,
        uint128 ceilingPoints,
        bool suspended,
        uint32 revision,
        address officer
    );
    event PeriodsAdded(uint32 firstIndex, uint64[] startsAt);
    event DefaultCeilingChanged(uint32 pointsPerResident);

    /// @notice DESK only.
    function record(uint8 debtor, uint8 creditor, uint128 points, bytes32 chargeId) external;
    /// @notice DESK only.
    function reverse(uint8 debtor, uint8 creditor, uint128 points, bytes32 chargeId) external;
    function changeSide(SideChange calldata act, Approval[] calldata approvals) external;
    /// @notice CONSORTIUM: appends start instants (seconds, rising), computed off chain for America/Toronto (D13).
    function addPeriods(uint64[] calldata startsAt) external;
    /// @notice CONSORTIUM: the default ceiling is this many points × the debtor's population.
    function setDefaultCeiling(uint32 pointsPerResident) external;

    /// @notice CONSORTIUM: the terms under which a closed city left. It may owe each other city `ceilingPoints` a period, and
    /// none owes it anything new. Its own treasurers change nothing any more; the others keep their own side. Emits `SideChanged` for both sides of each pair, with the timelock as officer.
    function setLeavingTerms(uint8 cityId, uint128 ceilingPoints) external;

    /// @return points that `debtor` may still owe `creditor` in the current period; no limit within one city
    function capacity(uint8 debtor, uint8 creditor) external view returns (uint128 points);
    function obligation(uint8 debtor, uint8 creditor, uint32 periodIndex) external view returns (Obligation memory);
    function side(uint8 cityId, uint8 otherCityId, bool asCreditor) external view returns (Side memory);
    function currentPeriod() external view returns (uint32 periodIndex);
    function periodStart(uint32 periodIndex) external view returns (uint64 startsAt);
    /// @return points > 0: the city receives; < 0: it owes
    function netPosition(uint8 cityId, uint32 periodIndex) external view returns (int256 points);
}

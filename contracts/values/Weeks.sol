// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

/// @notice Monday weeks in UTC, counted from the week of 1 January 1970 (D13). The chain knows no other calendar.
library Weeks {
    uint64 internal constant WEEK_SECONDS = 7 days;

    /// @return weekIndex the week that holds `timestamp` (seconds)
    function indexAt(uint256 timestamp) internal pure returns (uint32 weekIndex) {
        return uint32((timestamp / 1 days + 3) / 7);
    }

    /// @return startsAt the first second of the week; the week of index 0 began before the epoch and gives 0
    function startOf(uint32 weekIndex) internal pure returns (uint64 startsAt) {
        return weekIndex == 0 ? 0 : (uint64(weekIndex) * 7 - 3) * 1 days;
    }

    /// @return endsAt the first second after the week
    function endOf(uint32 weekIndex) internal pure returns (uint64 endsAt) {
        return (uint64(weekIndex) * 7 + 4) * 1 days;
    }
}

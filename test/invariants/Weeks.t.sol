// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Weeks} from "../../contracts/values/Weeks.sol";

/// Monday weeks in UTC (D13).
contract WeeksTest {
    function test_aMondayStartsItsWeek() external pure {
        // Monday 23 November 2026, 00:00:00 UTC
        require(Weeks.indexAt(1_795_392_000) == Weeks.indexAt(1_795_392_000 + 7 days - 1), "one week, seven days");
        require(Weeks.indexAt(1_795_392_000 - 1) + 1 == Weeks.indexAt(1_795_392_000), "Sunday belongs to the week before");
        require(Weeks.startOf(Weeks.indexAt(1_795_392_000)) == 1_795_392_000, "starts on the Monday");
    }

    function test_theEpochWasAThursdayOfWeekZero() external pure {
        require(Weeks.indexAt(0) == 0, "week 0");
        require(Weeks.startOf(0) == 0, "no time before the epoch");
        require(Weeks.endOf(0) == 4 days, "Monday 5 January 1970");
    }

    function testFuzz_everyInstantLiesInItsWeek(uint64 timestamp) external pure {
        timestamp = timestamp % (400 * 365 days); // four centuries: the index is far from its type's end
        uint32 weekIndex = Weeks.indexAt(timestamp);
        require(Weeks.startOf(weekIndex) <= timestamp, "not before its start");
        require(timestamp < Weeks.endOf(weekIndex), "before its end");
    }

    function testFuzz_weeksFollowEachOther(uint32 weekIndex) external pure {
        weekIndex = weekIndex % 20_000;
        require(Weeks.endOf(weekIndex) == Weeks.startOf(weekIndex + 1), "without a gap");
    }
}

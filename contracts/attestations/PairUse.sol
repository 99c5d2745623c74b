// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

/// @notice Points exchanged between two accounts, in either direction, in the current week and the three before: one word.
struct PairUse {
    uint32 weekIndex; // of `points0`; 0: never
    uint32 points0; // that week
    uint32 points1; // the week before, and so on
    uint32 points2;
    uint32 points3;
}

/// @title A rolling total of four weeks
library PairUses {
    /// @return use the same weeks seen from `weekIndex`: older ones fall out
    function at(PairUse memory known, uint32 weekIndex) internal pure returns (PairUse memory use) {
        uint32 agedWeeks = weekIndex - known.weekIndex;
        use.weekIndex = weekIndex;
        if (agedWeeks == 0) return known;
        if (agedWeeks == 1) (use.points1, use.points2, use.points3) = (known.points0, known.points1, known.points2);
        if (agedWeeks == 2) (use.points2, use.points3) = (known.points0, known.points1);
        if (agedWeeks == 3) use.points3 = known.points0;
    }

    /// @return points of the four weeks
    function total(PairUse memory use) internal pure returns (uint256 points) {
        return uint256(use.points0) + use.points1 + use.points2 + use.points3;
    }

    /// @return key the same for both, whoever provides
    function keyOf(address one, address other) internal pure returns (bytes32 key) {
        return one < other ? keccak256(abi.encode(one, other)) : keccak256(abi.encode(other, one));
    }
}

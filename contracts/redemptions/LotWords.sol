// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Lot} from "../points/IPoints.sol";

/// @notice Lots in storage: 64 bits each (8 for the city, 48 used of 56 for the points), four to a word.
/// Points above `MAXIMUM_POINTS` must be refused before.
library LotWords {
    uint128 internal constant MAXIMUM_POINTS = type(uint48).max;
    uint256 private constant LOT_BITS = 64;
    uint256 private constant LOTS_PER_WORD = 4;

    function store(mapping(uint256 wordIndex => uint256) storage words, Lot[] memory lots) internal {
        for (uint256 first = 0; first < lots.length; first += LOTS_PER_WORD) {
            uint256 word = 0;
            for (uint256 i = first; i < lots.length && i < first + LOTS_PER_WORD; ++i) {
                word |= (uint256(lots[i].cityId) << 56 | lots[i].points) << ((i - first) * LOT_BITS);
            }
            words[first / LOTS_PER_WORD] = word;
        }
    }

    function load(mapping(uint256 wordIndex => uint256) storage words, uint256 count) internal view returns (Lot[] memory lots) {
        lots = new Lot[](count);
        uint256 word;
        for (uint256 i = 0; i < count; ++i) {
            if (i % LOTS_PER_WORD == 0) word = words[i / LOTS_PER_WORD];
            lots[i] = Lot({cityId: uint8(word >> 56), points: uint48(word)});
            word >>= LOT_BITS;
        }
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Lot} from "../points/IPoints.sol";

/// @notice Lots in storage: 32 bits each (8 for the city, 24 for the points), eight to a word, until the first empty one.
/// Points above `MAXIMUM_POINTS`, and lots of none, must be refused before.
library LotWords {
    uint128 internal constant MAXIMUM_POINTS = type(uint24).max;
    uint256 private constant POINTS_BITS = 24;
    uint256 private constant LOT_BITS = 32;
    uint256 private constant LOTS_PER_WORD = 8;

    function store(mapping(uint256 wordIndex => uint256) storage words, Lot[] memory lots) internal {
        for (uint256 first = 0; first < lots.length; first += LOTS_PER_WORD) {
            uint256 word = 0;
            for (uint256 i = first; i < lots.length && i < first + LOTS_PER_WORD; ++i) {
                word |= (uint256(lots[i].cityId) << POINTS_BITS | lots[i].points) << ((i - first) * LOT_BITS);
            }
            words[first / LOTS_PER_WORD] = word;
        }
    }

    /// @return lots empty if none was stored
    function load(mapping(uint256 wordIndex => uint256) storage words) internal view returns (Lot[] memory lots) {
        uint256 count = _count(words);
        lots = new Lot[](count);
        uint256 word;
        for (uint256 i = 0; i < count; ++i) {
            if (i % LOTS_PER_WORD == 0) word = words[i / LOTS_PER_WORD];
            lots[i] = Lot({cityId: uint8(word >> POINTS_BITS), points: uint24(word)});
            word >>= LOT_BITS;
        }
    }

    function _count(mapping(uint256 wordIndex => uint256) storage words) private view returns (uint256 count) {
        for (uint256 word = words[0]; uint32(word) != 0; ++count) {
            bool isWordRead = (count + 1) % LOTS_PER_WORD == 0;
            word = isWordRead ? words[(count + 1) / LOTS_PER_WORD] : word >> LOT_BITS;
        }
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {LineStatus} from "./IEarningSheets.sol";

/// @notice Two bits a line, 128 lines a word: posting a run of lines writes few words.
struct LineWords {
    mapping(uint256 wordIndex => uint256 bits) words;
}

/// @title Packed statuses of a sheet's lines
library LineStatuses {
    uint256 private constant LINES_PER_WORD = 128;
    uint256 private constant STATUS_MASK = 3;

    function get(LineWords storage lines, uint32 index) internal view returns (LineStatus) {
        return LineStatus((lines.words[index / LINES_PER_WORD] >> _shiftOf(index)) & STATUS_MASK);
    }

    function set(LineWords storage lines, uint32 index, LineStatus status) internal {
        uint256 shift = _shiftOf(index);
        uint256 others = lines.words[index / LINES_PER_WORD] & ~(STATUS_MASK << shift);
        lines.words[index / LINES_PER_WORD] = others | (uint256(status) << shift);
    }

    function _shiftOf(uint32 index) private pure returns (uint256) {
        return (index % LINES_PER_WORD) * 2;
    }
}

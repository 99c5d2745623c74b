// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Lot} from "../../contracts/points/IPoints.sol";
import {BurnOrder} from "../../contracts/redemptions/BurnOrder.sol";
import {LotWords} from "../../contracts/redemptions/LotWords.sol";

/// @notice Burned lots are kept exactly and come back exactly, in any number of pieces [Q10].
contract BurnedLotsTest {
    using LotWords for mapping(uint256 wordIndex => uint256);

    mapping(uint256 charge => mapping(uint256 wordIndex => uint256)) private _kept;

    function testFuzz_storedLotsAreLoadedAsTheyWere(uint256 seed, uint8 count) public {
        Lot[] memory lots = _lots(seed, uint256(count) % 40);
        _kept[seed].store(lots);
        require(_same(_kept[seed].load(), lots), "round trip");
    }

    function test_lotsThatFillWordsExactly() public {
        for (uint256 count = 7; count <= 17; ++count) {
            Lot[] memory lots = _lots(count, count);
            _kept[count].store(lots);
            require(_same(_kept[count].load(), lots), "round trip");
        }
    }

    function testFuzz_Q10_piecesReturnEveryLotLastFirst(uint256 seed, uint8 count, uint64 piece) public pure {
        Lot[] memory burned = _lots(seed, uint256(count) % 12 + 1);
        uint128 total = _sum(burned);
        uint128[] memory back = new uint128[](256);
        uint128 returned = 0;
        uint256 position = burned.length;
        while (returned < total) {
            uint128 part = uint128(uint256(keccak256(abi.encode(seed, returned))) % (uint256(piece) % total + 1) + 1);
            if (part > total - returned) part = total - returned;
            if (part < total / 50) part = total - returned; // few pieces suffice
            Lot[] memory lots = BurnOrder.inReverse(burned, returned, part);
            require(_sum(lots) == part, "a piece returns its points");
            for (uint256 i = 0; i < lots.length; ++i) {
                back[lots[i].cityId] += lots[i].points;
                uint256 at = _positionOf(burned, lots[i].cityId);
                require(at <= position, "last burned first");
                position = at;
            }
            returned += part;
        }
        for (uint256 i = 0; i < burned.length; ++i) require(back[burned[i].cityId] == burned[i].points, "whole lots");
    }

    function _lots(uint256 seed, uint256 count) private pure returns (Lot[] memory lots) {
        lots = new Lot[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint128 points = uint128(uint256(keccak256(abi.encode(seed, i))) % LotWords.MAXIMUM_POINTS + 1);
            lots[i] = Lot(uint8(i * 6 + 1), points);
        }
    }

    function _positionOf(Lot[] memory lots, uint8 cityId) private pure returns (uint256 position) {
        while (lots[position].cityId != cityId) ++position;
    }

    function _sum(Lot[] memory lots) private pure returns (uint128 sum) {
        for (uint256 i = 0; i < lots.length; ++i) sum += lots[i].points;
    }

    function _same(Lot[] memory a, Lot[] memory b) private pure returns (bool) {
        return keccak256(abi.encode(a)) == keccak256(abi.encode(b));
    }
}

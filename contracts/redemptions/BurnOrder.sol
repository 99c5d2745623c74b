// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IClearingHouse} from "../clearing/IClearingHouse.sol";
import {IPoints, Lot} from "../points/IPoints.sol";

/// @notice Which points a redemption burns, and in which order they come back.
library BurnOrder {
    /// @notice Takes from the lots held, in the order of [Q4], as much of each as the merchant's city accepts.
    /// @return taken lots to burn, whose sum is `neededPoints`; shorter of it when they do not suffice
    /// @return missingPoints 0 when they suffice
    /// @return heldPoints all that was looked at: less than needed only if the account holds less
    function choose(
        IPoints points,
        IClearingHouse clearing,
        address account,
        uint128 neededPoints,
        uint8 merchantCityId,
        uint8 homeCityId
    ) internal view returns (Lot[] memory taken, uint128 missingPoints, uint256 heldPoints) {
        taken = points.lotsInOrder(account, merchantCityId, homeCityId);
        missingPoints = neededPoints;
        uint256 length = 0;
        for (uint256 i = 0; i < taken.length && missingPoints > 0; ++i) {
            Lot memory held = taken[i];
            heldPoints += held.points;
            uint128 part = held.points < missingPoints ? held.points : missingPoints;
            if (held.cityId != merchantCityId) {
                uint128 capacityPoints = clearing.capacity(held.cityId, merchantCityId);
                if (capacityPoints < part) part = capacityPoints;
            }
            if (part == 0) continue;
            // Never overtakes the reading: length <= i.
            taken[length++] = Lot({cityId: held.cityId, points: part});
            missingPoints -= part;
        }
        // Shortens the array in place: the length of a memory array is its first word, and length <= taken.length.
        assembly ("memory-safe") {
            mstore(taken, length)
        }
    }

    /// @notice The last `points` burned and not yet returned, last burned first [Q10].
    /// @param burned lots as they were burned, whose sum is at least `returnedPoints + points`
    /// @param returnedPoints what earlier refunds of the same charge returned
    function inReverse(Lot[] memory burned, uint128 returnedPoints, uint128 points) internal pure returns (Lot[] memory lots) {
        lots = new Lot[](burned.length);
        uint256 length = 0;
        for (uint256 i = burned.length; i > 0 && points > 0; --i) {
            Lot memory lot = burned[i - 1];
            uint128 goneOfLot = returnedPoints < lot.points ? returnedPoints : lot.points;
            returnedPoints -= goneOfLot;
            uint128 part = lot.points - goneOfLot;
            if (part > points) part = points;
            if (part == 0) continue;
            lots[length++] = Lot({cityId: lot.cityId, points: part});
            points -= part;
        }
        assembly ("memory-safe") {
            mstore(lots, length)
        }
    }
}

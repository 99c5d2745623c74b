// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {SideChange} from "./IClearingHouse.sol";

/// @notice EIP-712 hash of the act on a side: the only place of its type string.
library ClearingActs {
    bytes32 private constant SIDE_CHANGE_TYPEHASH = keccak256(
        "SideChange(uint8 cityId,uint8 otherCityId,bool asCreditor,uint128 ceilingPoints,bool suspended,uint32 revision,uint64 validBefore)"
    );

    function hash(SideChange calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SIDE_CHANGE_TYPEHASH,
                act.cityId,
                act.otherCityId,
                act.asCreditor,
                act.ceilingPoints,
                act.suspended,
                act.revision,
                act.validBefore
            )
        );
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {PowerGrant} from "./IAuthority.sol";

/// @notice EIP-712 struct hashes of the acts of `Authority`: the only place of their typehashes.
library AuthorityActs {
    bytes32 internal constant POWER_GRANT_TYPEHASH = keccak256(
        "PowerGrant(uint8 cityId,bytes32 power,address officer,bool granted,uint32 revision,uint64 validBefore)"
    );

    function hash(PowerGrant calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                POWER_GRANT_TYPEHASH, act.cityId, act.power, act.officer, act.granted, act.revision, act.validBefore
            )
        );
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {PauseRequest} from "../participants/IEmergencyPause.sol";

/// @notice EIP-712 struct hashes of the acts of `EmergencyPause`: the only place of their typehashes.
library EmergencyPauseActs {
    bytes32 internal constant PAUSE_REQUEST_TYPEHASH =
        keccak256("PauseRequest(uint8 cityId,uint32 round,uint64 validBefore)");

    function hash(PauseRequest calldata act) internal pure returns (bytes32) {
        return keccak256(abi.encode(PAUSE_REQUEST_TYPEHASH, act.cityId, act.round, act.validBefore));
    }
}

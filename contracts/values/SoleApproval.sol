// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval} from "./Signatures.sol";

/// @notice Acts of a city's service carry one approval; `Authority` checks lists. This is the bridge.
library SoleApproval {
    function asList(Approval calldata approval) internal pure returns (Approval[] memory approvals) {
        approvals = new Approval[](1);
        approvals[0] = approval;
    }
}

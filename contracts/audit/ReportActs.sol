// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {ReportAnchor} from "./IReportAnchors.sol";

/// @notice EIP-712 struct hashes of the acts of `ReportAnchors`: the only place of their typehashes.
library ReportActs {
    bytes32 internal constant REPORT_ANCHOR_TYPEHASH =
        keccak256("ReportAnchor(uint8 cityId,uint8 kind,uint32 period,bytes32 reportHash,uint64 validBefore)");

    function hash(ReportAnchor calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(REPORT_ANCHOR_TYPEHASH, act.cityId, act.kind, act.period, act.reportHash, act.validBefore)
        );
    }
}

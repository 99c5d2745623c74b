// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {Powers} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {SoleApproval} from "../values/SoleApproval.sol";
import {IReportAnchors, ReportAnchor, ReportKind} from "./IReportAnchors.sol";
import {ReportActs} from "./ReportActs.sol";

/// @title Hashes of published reports
/// @dev Says that a city published these very bytes and when, never that they are right: whoever reads compares.
contract ReportAnchors is IReportAnchors, EIP712 {
    using ReportActs for ReportAnchor;
    using SoleApproval for Approval;

    IAuthority private immutable AUTHORITY;

    mapping(uint8 cityId => mapping(ReportKind => mapping(uint32 period => bytes32))) private _reportHashes;

    constructor(IAuthority authority) EIP712("Maille", "1") {
        AUTHORITY = authority;
    }

    /// @inheritdoc IReportAnchors
    function anchor(ReportAnchor calldata act, Approval calldata approval) external {
        bool audits = AUTHORITY.hasPower(act.cityId, Powers.AUDIT, approval.officer);
        bytes32 power = audits ? Powers.AUDIT : Powers.ENROL;
        bytes32 digest = _hashTypedDataV4(act.hash());
        AUTHORITY.checkApprovals(act.cityId, power, digest, act.validBefore, approval.asList(), 1);
        require(act.kind != ReportKind.NONE, ReportAnchorsKindRefused(act.kind));
        require(act.reportHash != 0, ReportAnchorsHashRefused());
        bytes32 anchored = _reportHashes[act.cityId][act.kind][act.period];
        require(anchored == 0, ReportAnchorsAlreadyAnchored(act.cityId, act.kind, act.period, anchored));

        _reportHashes[act.cityId][act.kind][act.period] = act.reportHash;
        emit ReportAnchored(act.cityId, act.kind, act.period, act.reportHash, approval.officer);
    }

    /// @inheritdoc IReportAnchors
    function reportHash(uint8 cityId, ReportKind kind, uint32 period) external view returns (bytes32) {
        return _reportHashes[cityId][kind][period];
    }
}

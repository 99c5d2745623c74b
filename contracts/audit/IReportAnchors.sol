// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval} from "../values/Signatures.sol";

enum ReportKind {
    NONE,
    DAILY_CLOSE, // period YYYYMMDD, the civil day in America/Toronto
    ISSUANCE, // period YYYYMM
    CLEARING, // index of the clearing period
    MINUTES // of the council: low 32 bits of the proposal's id
}

/// @notice A city publishes the hash of a report. The city's service (ENROL) or an AUDIT officer signs.
struct ReportAnchor {
    uint8 cityId;
    ReportKind kind;
    uint32 period;
    bytes32 reportHash; // SHA-256 of the published bytes
    uint64 validBefore; // seconds
}

/// @title Hashes of published reports
/// @notice Once per city, kind and period: a report that was published is never silently another.
interface IReportAnchors {
    error ReportAnchorsKindRefused(ReportKind kind);
    error ReportAnchorsHashRefused();
    error ReportAnchorsAlreadyAnchored(uint8 cityId, ReportKind kind, uint32 period, bytes32 reportHash);

    event ReportAnchored(
        uint8 indexed cityId, ReportKind indexed kind, uint32 indexed period, bytes32 reportHash, address officer
    );

    function anchor(ReportAnchor calldata act, Approval calldata approval) external;
    /// @return zero when nothing is anchored
    function reportHash(uint8 cityId, ReportKind kind, uint32 period) external view returns (bytes32);
}

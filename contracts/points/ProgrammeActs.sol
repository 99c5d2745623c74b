// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {AllotmentChange, BudgetRaise, ProgrammeClosing, ProgrammeOpening, Rate, Resolution} from "./IProgrammes.sol";

/// @notice EIP-712 hashes of the acts on programmes: the only place of their type strings.
library ProgrammeActs {
    bytes private constant RESOLUTION_TYPE = "Resolution(uint16 year,uint32 number,bytes32 documentHash)";
    bytes private constant RATE_TYPE = "Rate(uint32 points,uint32 quantity)";

    bytes32 private constant RESOLUTION_TYPEHASH = keccak256(RESOLUTION_TYPE);
    bytes32 private constant RATE_TYPEHASH = keccak256(RATE_TYPE);
    bytes32 private constant PROGRAMME_OPENING_TYPEHASH = keccak256(
        abi.encodePacked(
            "ProgrammeOpening(uint8 cityId,uint8 ordinal,uint8 unit,Resolution resolution,Rate rate,uint128 budgetPoints,"
            "uint128 weeklyCeilingPoints,uint64 startsAt,uint64 endsAt,uint32 pendingSeconds,uint64 validBefore)",
            RATE_TYPE,
            RESOLUTION_TYPE
        )
    );
    bytes32 private constant BUDGET_RAISE_TYPEHASH = keccak256(
        abi.encodePacked(
            "BudgetRaise(bytes32 programmeId,Resolution resolution,uint128 budgetPoints,uint32 revision,uint64 validBefore)",
            RESOLUTION_TYPE
        )
    );
    bytes32 private constant PROGRAMME_CLOSING_TYPEHASH =
        keccak256("ProgrammeClosing(bytes32 programmeId,uint32 revision,uint64 validBefore)");
    bytes32 private constant ALLOTMENT_CHANGE_TYPEHASH = keccak256(
        "AllotmentChange(bytes32 programmeId,address institution,uint128 allottedPoints,uint32 revision,uint64 validBefore)"
    );

    function hash(ProgrammeOpening calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                PROGRAMME_OPENING_TYPEHASH,
                act.cityId,
                act.ordinal,
                act.unit,
                _hash(act.resolution),
                _hash(act.rate),
                act.budgetPoints,
                act.weeklyCeilingPoints,
                act.startsAt,
                act.endsAt,
                act.pendingSeconds,
                act.validBefore
            )
        );
    }

    function hash(BudgetRaise calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                BUDGET_RAISE_TYPEHASH, act.programmeId, _hash(act.resolution), act.budgetPoints, act.revision, act.validBefore
            )
        );
    }

    function hash(ProgrammeClosing calldata act) internal pure returns (bytes32) {
        return keccak256(abi.encode(PROGRAMME_CLOSING_TYPEHASH, act.programmeId, act.revision, act.validBefore));
    }

    function hash(AllotmentChange calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ALLOTMENT_CHANGE_TYPEHASH, act.programmeId, act.institution, act.allottedPoints, act.revision, act.validBefore
            )
        );
    }

    function _hash(Resolution calldata resolution) private pure returns (bytes32) {
        return keccak256(abi.encode(RESOLUTION_TYPEHASH, resolution.year, resolution.number, resolution.documentHash));
    }

    function _hash(Rate calldata rate) private pure returns (bytes32) {
        return keccak256(abi.encode(RATE_TYPEHASH, rate.points, rate.quantity));
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval, SignerProof} from "../values/Signatures.sol";
import {Powers} from "../values/Powers.sol";
import {
    DisputeDecision,
    DisputeState,
    IEarningSheets,
    LineDispute,
    LineStatus,
    SheetState,
    StrikeReason
} from "./IEarningSheets.sol";
import {LineStatuses, LineWords} from "./LineStatuses.sol";
import {SheetActs} from "./SheetActs.sol";
import {SheetBook} from "./SheetBook.sol";

/// @title Lines questioned before they become points
/// @notice Anyone concerned disputes through an institution or a city until the window's last second; the programme's
/// city answers within 60 days, or the line falls [A6].
abstract contract SheetDisputes is SheetBook {
    using LineStatuses for LineWords;
    using SheetActs for LineDispute;
    using SheetActs for DisputeDecision;

    uint64 internal constant DECISION_SECONDS = 60 days;

    struct LineDisputes {
        DisputeState current;
        /// Bit n: city n has disputed this line; bit 0: the institution has. Each party does so once.
        uint256 partyBits;
    }

    mapping(bytes32 sheetId => mapping(uint32 index => LineDisputes)) private _disputes;

    /// @inheritdoc IEarningSheets
    /// @dev By index and without a proof, so that a dispute discloses no account. The contract cannot know a line's home
    /// city: an officer of any city may dispute, in that city's name, and the programme's city decides.
    function dispute(LineDispute calldata act, SignerProof calldata coordinator, Approval[] calldata approvals)
        external
    {
        SheetState storage state = _known(act.sheetId);
        _checkParty(state.institution, act, coordinator, approvals);
        _filed(act.sheetId);
        require(block.timestamp <= state.windowEndsAt, SheetsWindowOver(act.sheetId, state.windowEndsAt));
        _checkIndex(act.sheetId, state, act.index);
        LineStatus status = _lines[act.sheetId].get(act.index);
        require(status == LineStatus.OPEN, SheetsLineNotOpen(act.sheetId, act.index, status));
        LineDisputes storage disputes = _disputes[act.sheetId][act.index];
        uint256 partyBit = 1 << act.cityId;
        require(disputes.partyBits & partyBit == 0, SheetsDisputeRepeated(act.sheetId, act.index, act.cityId));

        disputes.partyBits |= partyBit;
        uint32 round = disputes.current.round + 1;
        disputes.current = DisputeState({
            round: round,
            byCityId: act.cityId,
            reasonCode: act.reasonCode,
            openedAt: uint64(block.timestamp)
        });
        _lines[act.sheetId].set(act.index, LineStatus.DISPUTED);
        state.disputedLineCount += 1;
        emit LineDisputed(act.sheetId, act.index, act.cityId, act.reasonCode, round);
    }

    /// @inheritdoc IEarningSheets
    function decide(DisputeDecision calldata act, Approval[] calldata approvals) external {
        SheetState storage state = _known(act.sheetId);
        bytes32 digest = _hashTypedDataV4(act.hash());
        AUTHORITY.checkApprovals(state.cityId, Powers.PROGRAMME, digest, act.validBefore, approvals, 1);
        DisputeState storage current = _disputedLine(act.sheetId, act.index);
        require(act.round == current.round, SheetsDisputeRoundStale(act.round, current.round));
        uint64 allowedUntil = current.openedAt + DECISION_SECONDS;
        require(block.timestamp <= allowedUntil, SheetsDecisionTooLate(allowedUntil, block.timestamp));

        if (act.struck) {
            _strikeDisputedLine(act.sheetId, act.index, StrikeReason.DECIDED, act.reasonCode);
        } else {
            _lines[act.sheetId].set(act.index, LineStatus.OPEN);
            state.disputedLineCount -= 1;
            emit LineReleased(act.sheetId, act.index, act.reasonCode, act.round, approvals[0].officer);
        }
    }

    /// @inheritdoc IEarningSheets
    function lapse(bytes32 sheetId, uint32 index) external {
        DisputeState storage current = _disputedLine(sheetId, index);
        uint64 allowedFrom = current.openedAt + DECISION_SECONDS + 1;
        require(block.timestamp >= allowedFrom, SheetsDecisionTooEarly(allowedFrom, block.timestamp));
        _strikeDisputedLine(sheetId, index, StrikeReason.UNDECIDED, 0);
    }

    /// @inheritdoc IEarningSheets
    function disputeOf(bytes32 sheetId, uint32 index) external view returns (DisputeState memory) {
        return _disputes[sheetId][index].current;
    }

    function _checkParty(
        address institution,
        LineDispute calldata act,
        SignerProof calldata coordinator,
        Approval[] calldata approvals
    ) private view {
        if (act.cityId == 0) {
            _checkCoordinator(institution, act.hash(), act.validBefore, coordinator);
        } else {
            bytes32 digest = _hashTypedDataV4(act.hash());
            AUTHORITY.checkApprovals(act.cityId, Powers.PROGRAMME, digest, act.validBefore, approvals, 1);
        }
    }

    function _disputedLine(bytes32 sheetId, uint32 index) private view returns (DisputeState storage current) {
        _checkIndex(sheetId, _filed(sheetId), index);
        LineStatus status = _lines[sheetId].get(index);
        require(status == LineStatus.DISPUTED, SheetsLineNotDisputed(sheetId, index, status));
        return _disputes[sheetId][index].current;
    }
}

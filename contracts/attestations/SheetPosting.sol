// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Account, AccountKind, AccountStatus} from "../accounts/IAccounts.sol";
import {IEmergencyPause} from "../participants/IEmergencyPause.sol";
import {ParticipantStatus} from "../participants/IParticipants.sol";
import {Rate} from "../points/IProgrammes.sol";
import {IEarningSheets, LineProof, LineRefusal, LineStatus, SheetState, StrikeReason} from "./IEarningSheets.sol";
import {LineStatuses, LineWords} from "./LineStatuses.sol";
import {SheetActs} from "./SheetActs.sol";
import {SheetBook} from "./SheetBook.sol";

/// @title Lines become points
/// @notice The only place that issues points. A line posts at most once, after its window, for ⌊quantity × rate⌋ within
/// the account's week (I3).
abstract contract SheetPosting is SheetBook {
    using LineStatuses for LineWords;

    /// A new holder's line costs about 89,000 gas; 128 fit under Osaka's cap of 16,777,216 a transaction.
    uint256 internal constant LINES_PER_POST = 128;
    uint64 internal constant EXPIRY_SECONDS = 180 days;

    IEmergencyPause private immutable PAUSE;

    constructor(IEmergencyPause pause) {
        PAUSE = pause;
    }

    /// @inheritdoc IEarningSheets
    function post(bytes32 sheetId, LineProof[] calldata lines) external {
        PAUSE.requireNotPaused();
        require(lines.length <= LINES_PER_POST, SheetsTooManyLines(lines.length, LINES_PER_POST));
        SheetState storage state = _filed(sheetId);
        _checkPostable(sheetId, state);
        for (uint256 i = 0; i < lines.length; ++i) {
            LineRefusal refusal = _refusalOf(sheetId, state, lines[i]);
            if (refusal == LineRefusal.NONE) _postLine(sheetId, state, lines[i]);
            else emit LineRefused(sheetId, lines[i].index, refusal);
        }
        _finishIfComplete(sheetId, state);
    }

    /// @dev After the window's last second, before the sheet expires, and not while its institution is suspended: the
    /// suspension ends with a reinstatement, a closing or by itself after 90 days, well before the expiry.
    function _checkPostable(bytes32 sheetId, SheetState storage state) private view {
        uint64 windowEndsAt = state.windowEndsAt;
        require(block.timestamp > windowEndsAt, SheetsWindowOpen(sheetId, windowEndsAt));
        uint64 expiresAt = windowEndsAt + EXPIRY_SECONDS;
        require(block.timestamp <= expiresAt, SheetsExpired(expiresAt, block.timestamp));
        address institution = state.institution;
        bool isSuspended = PARTICIPANTS.institution(institution).status == ParticipantStatus.SUSPENDED;
        require(!isSuspended, SheetsFrozen(sheetId, institution));
    }

    /// @dev Reasons are values, so that one line never sinks the others (D11). Cheapest first.
    function _refusalOf(bytes32 sheetId, SheetState storage state, LineProof calldata line)
        private
        view
        returns (LineRefusal)
    {
        if (line.index >= state.lineCount) return LineRefusal.INDEX;
        if (_lines[sheetId].get(line.index) != LineStatus.OPEN) return LineRefusal.NOT_OPEN;
        // A total signed too low is the institution's word against its own lines: the first that fit are posted.
        uint64 remainingQuantity = state.totalQuantity - state.postedQuantity;
        if (line.quantity == 0 || line.quantity > remainingQuantity) return LineRefusal.QUANTITY;
        if (!MerkleProof.verifyCalldata(line.proof, state.linesRoot, SheetActs.leafOf(sheetId, line))) {
            return LineRefusal.PROOF;
        }
        // Follows from the quantities, since Σ ⌊q × rate⌋ ≤ ⌊Σ q × rate⌋; checked all the same, as it guards the budget.
        if (_pointsFor(sheetId, line.quantity) > state.reservedPoints) return LineRefusal.RESERVE;
        return _mayReceive(line.account) ? LineRefusal.NONE : LineRefusal.ACCOUNT;
    }

    /// @dev Suspended residents authorize nothing, but what they earned before is theirs; a closed account gets nothing.
    function _mayReceive(address id) private view returns (bool) {
        Account memory holder = ACCOUNTS.account(id);
        bool isOpen = holder.status == AccountStatus.ACTIVE || holder.status == AccountStatus.SUSPENDED;
        return holder.kind == AccountKind.RESIDENT && isOpen;
    }

    function _postLine(bytes32 sheetId, SheetState storage state, LineProof calldata line) private {
        uint128 points = _pointsFor(sheetId, line.quantity);
        _lines[sheetId].set(line.index, LineStatus.POSTED);
        state.postedQuantity += line.quantity;
        state.closedLineCount += 1;
        state.reservedPoints -= points;

        uint128 issuedPoints = _issueWithinCeilings(state, line, points);
        if (issuedPoints == 0 && points != 0) {
            // Nothing fitted the account's week: the line was not posted.
            _lines[sheetId].set(line.index, LineStatus.STRUCK);
            emit LineStruck(sheetId, line.index, StrikeReason.CEILING, 0);
            return;
        }
        state.issuedPoints += issuedPoints;
        emit LinePosted(
            sheetId, line.index, line.account, line.quantity, issuedPoints, points - issuedPoints, line.salt
        );
        if (issuedPoints != 0) POINTS.issue(line.account, state.cityId, issuedPoints);
    }

    /// @dev What the account's week does not take goes back to the budget at once.
    function _issueWithinCeilings(SheetState storage state, LineProof calldata line, uint128 points)
        private
        returns (uint128 issuedPoints)
    {
        issuedPoints = PROGRAMMES.issue(state.programmeId, line.account, state.weekIndex, points, line.quantity);
        _returnReserve(state, points - issuedPoints);
    }

    /// @return points ⌊quantity × rate⌋; no overflow: 64 bits × 32 bits
    function _pointsFor(bytes32 sheetId, uint64 quantity) private view returns (uint128 points) {
        Rate memory rate = _rates[sheetId];
        return uint128(quantity) * rate.points / rate.quantity;
    }
}

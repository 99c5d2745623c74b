// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAccounts, SignerKind} from "../accounts/IAccounts.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IPoints} from "../points/IPoints.sol";
import {IProgrammes, Rate} from "../points/IProgrammes.sol";
import {SignerProof} from "../values/Signatures.sol";
import {IEarningSheets, LineStatus, SheetState, SheetStatus, StrikeReason} from "./IEarningSheets.sol";
import {LineStatuses, LineWords} from "./LineStatuses.sol";
import {SheetActs} from "./SheetActs.sol";

/// @title What is kept of sheets, and how a sheet ends
/// @notice Every way in which a line closes passes through here, so that a sheet that ends holds no reserve (I2) and a
/// line closes once (I3).
abstract contract SheetBook is IEarningSheets, EIP712 {
    using LineStatuses for LineWords;

    IAuthority internal immutable AUTHORITY;
    IParticipants internal immutable PARTICIPANTS;
    IAccounts internal immutable ACCOUNTS;
    IProgrammes internal immutable PROGRAMMES;
    IPoints internal immutable POINTS;

    mapping(bytes32 sheetId => SheetState) internal _sheets;
    /// The programme's rate on the day of filing: a later programme under the same resolution changes nothing here.
    mapping(bytes32 sheetId => Rate) internal _rates;
    mapping(bytes32 sheetId => LineWords) internal _lines;

    constructor(
        IAuthority authority,
        IParticipants participants,
        IAccounts accounts,
        IProgrammes programmes,
        IPoints points
    ) EIP712("Maille", "1") {
        AUTHORITY = authority;
        PARTICIPANTS = participants;
        ACCOUNTS = accounts;
        PROGRAMMES = programmes;
        POINTS = points;
    }

    /// @inheritdoc IEarningSheets
    function sheet(bytes32 sheetId) external view returns (SheetState memory) {
        return _sheets[sheetId];
    }

    /// @inheritdoc IEarningSheets
    function lineStatus(bytes32 sheetId, uint32 index) external view returns (LineStatus) {
        SheetState storage state = _known(sheetId);
        _checkIndex(sheetId, state, index);
        LineStatus recorded = _lines[sheetId].get(index);
        // A whole sheet is struck without touching its lines: what was not posted is struck with it.
        bool isOpenSheet = state.status == SheetStatus.FILED;
        return isOpenSheet || recorded == LineStatus.POSTED ? recorded : LineStatus.STRUCK;
    }

    function _known(bytes32 sheetId) internal view returns (SheetState storage state) {
        state = _sheets[sheetId];
        require(state.status != SheetStatus.NONE, SheetsUnknown(sheetId));
    }

    function _filed(bytes32 sheetId) internal view returns (SheetState storage state) {
        state = _known(sheetId);
        require(state.status == SheetStatus.FILED, SheetsNotOpen(sheetId, state.status));
    }

    function _checkIndex(bytes32 sheetId, SheetState storage state, uint32 index) internal view {
        require(index < state.lineCount, SheetsLineIndexRefused(sheetId, index, state.lineCount));
    }

    /// @dev A coordinator signs with a FULL key of the institution's account; a suspended institution signs nothing (I6).
    function _checkCoordinator(
        address institution,
        bytes32 structHash,
        uint64 validBefore,
        SignerProof calldata coordinator
    ) internal view {
        SignerKind kind = ACCOUNTS.verify(institution, _hashTypedDataV4(structHash), coordinator);
        require(kind == SignerKind.FULL, SheetsSignatureRefused(institution));
        require(PARTICIPANTS.isActiveInstitution(institution), SheetsInstitutionNotActive(institution));
        require(block.timestamp < validBefore, SheetsExpired(validBefore, block.timestamp));
    }

    function _strikeDisputedLine(bytes32 sheetId, uint32 index, StrikeReason reason, uint8 reasonCode) internal {
        SheetState storage state = _sheets[sheetId];
        _lines[sheetId].set(index, LineStatus.STRUCK);
        state.disputedLineCount -= 1;
        state.closedLineCount += 1;
        emit LineStruck(sheetId, index, reason, reasonCode);
        _finishIfComplete(sheetId, state);
    }

    /// @dev With the last line closed, what is left of the reserve goes back to the budget and to the allotment.
    function _finishIfComplete(bytes32 sheetId, SheetState storage state) internal {
        if (state.closedLineCount != state.lineCount) return;
        uint128 returnedPoints = state.reservedPoints;
        state.status = SheetStatus.FINISHED;
        state.reservedPoints = 0;
        emit SheetFinished(sheetId, state.issuedPoints, returnedPoints);
        _returnReserve(state, returnedPoints);
    }

    /// @dev Ends the sheet whole. Posted lines stay posted: undoing them is a case for people [A7].
    function _strikeWhole(bytes32 sheetId, SheetStatus ending, StrikeReason reason, uint8 reasonCode) internal {
        SheetState storage state = _sheets[sheetId];
        uint128 returnedPoints = state.reservedPoints;
        state.status = ending;
        state.closedLineCount = state.lineCount;
        state.disputedLineCount = 0;
        state.reservedPoints = 0;
        emit SheetStruck(sheetId, reason, reasonCode, returnedPoints);
        _returnReserve(state, returnedPoints);
    }

    function _returnReserve(SheetState storage state, uint128 points) internal {
        if (points != 0) PROGRAMMES.returnReserve(state.programmeId, state.institution, points);
    }
}

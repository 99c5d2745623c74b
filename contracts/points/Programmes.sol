// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IParticipants, ParticipantStatus} from "../participants/IParticipants.sol";
import {Powers} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {
    Allotment,
    AllotmentChange,
    BudgetRaise,
    IProgrammes,
    Programme,
    ProgrammeClosing,
    ProgrammeOpening,
    ProgrammeStatus,
    ProgrammeUnit,
    Resolution
} from "./IProgrammes.sol";
import {ProgrammeActs} from "./ProgrammeActs.sol";
import {ProgrammeReserves} from "./ProgrammeReserves.sol";

/// @title Rules by which a city issues points, each under a council resolution
/// @dev What officers sign: opening, raising, closing, allotting. What sheets use of it is in `ProgrammeReserves`.
contract Programmes is ProgrammeReserves, EIP712 {
    using ProgrammeActs for ProgrammeOpening;
    using ProgrammeActs for BudgetRaise;
    using ProgrammeActs for ProgrammeClosing;
    using ProgrammeActs for AllotmentChange;

    /// Two people for what creates value (D12), one for the rest.
    uint256 private constant OPENING_APPROVALS = 2;
    uint256 private constant OTHER_APPROVALS = 1;
    uint32 private constant MAXIMUM_PENDING_SECONDS = 30 days;

    /// @inheritdoc IProgrammes
    uint32 public immutable minimumHoursPendingSeconds;

    /// @param minimumHoursPendingSeconds_ shortest window of hours: 14 days, less only on a test network [A6]
    constructor(IAuthority authority, IParticipants participants, uint32 minimumHoursPendingSeconds_)
        ProgrammeReserves(authority, participants)
        EIP712("Maille", "1")
    {
        require(
            minimumHoursPendingSeconds_ <= MAXIMUM_PENDING_SECONDS,
            ProgrammesPendingRefused(minimumHoursPendingSeconds_, 0, MAXIMUM_PENDING_SECONDS)
        );
        minimumHoursPendingSeconds = minimumHoursPendingSeconds_;
    }

    /// @inheritdoc IProgrammes
    function open(ProgrammeOpening calldata act, Approval[] calldata approvals) external {
        _checkApprovals(act.cityId, act.hash(), act.validBefore, approvals, OPENING_APPROVALS);
        bytes32 programmeId = programmeIdOf(act.cityId, act.resolution.year, act.resolution.number, act.ordinal);
        Programme storage target = _programmes[programmeId];
        require(target.status == ProgrammeStatus.NONE, ProgrammesExists(programmeId));
        _checkTerms(programmeId, act);

        target.cityId = act.cityId;
        target.unit = act.unit;
        target.status = ProgrammeStatus.OPEN;
        target.rate = act.rate;
        target.budgetPoints = act.budgetPoints;
        target.weeklyCeilingPoints = act.weeklyCeilingPoints;
        target.startsAt = act.startsAt;
        target.endsAt = act.endsAt;
        target.pendingSeconds = act.pendingSeconds;
        target.resolution = act.resolution;
        emit ProgrammeOpened(programmeId, act.cityId, act, _officersOf(approvals));
    }

    /// @inheritdoc IProgrammes
    function raiseBudget(BudgetRaise calldata act, Approval[] calldata approvals) external {
        Programme storage target = _openProgramme(act.programmeId);
        _checkApprovals(target.cityId, act.hash(), act.validBefore, approvals, OPENING_APPROVALS);
        _checkRevision(act.revision, target.revision);
        require(act.budgetPoints > target.budgetPoints, ProgrammesBudgetNotRaised(act.budgetPoints, target.budgetPoints));
        require(_isLater(act.resolution, target.resolution), ProgrammesTermsRefused(act.programmeId));

        target.budgetPoints = act.budgetPoints;
        target.resolution = act.resolution;
        uint32 revision = ++target.revision;
        emit ProgrammeBudgetRaised(act.programmeId, act.resolution, act.budgetPoints, revision, _officersOf(approvals));
    }

    /// @inheritdoc IProgrammes
    function close(ProgrammeClosing calldata act, Approval[] calldata approvals) external {
        Programme storage target = _openProgramme(act.programmeId);
        _checkApprovals(target.cityId, act.hash(), act.validBefore, approvals, OTHER_APPROVALS);
        _checkRevision(act.revision, target.revision);

        target.status = ProgrammeStatus.CLOSED;
        uint32 revision = ++target.revision;
        emit ProgrammeClosed(act.programmeId, revision, approvals[0].officer);
    }

    /// @inheritdoc IProgrammes
    function changeAllotment(AllotmentChange calldata act, Approval[] calldata approvals) external {
        Programme storage target = _openProgramme(act.programmeId);
        _checkApprovals(target.cityId, act.hash(), act.validBefore, approvals, OTHER_APPROVALS);
        Allotment storage allotted = _allotments[act.programmeId][act.institution];
        _checkRevision(act.revision, allotted.revision);
        // Lowering stays possible while an institution is suspended: it only takes away.
        require(
            act.allottedPoints <= allotted.allottedPoints || PARTICIPANTS.isActiveInstitution(act.institution),
            ProgrammesInstitutionRefused(act.institution)
        );
        require(act.allottedPoints >= allotted.usedPoints, ProgrammesAllotmentBelowUsed(act.allottedPoints, allotted.usedPoints));

        allotted.allottedPoints = act.allottedPoints;
        uint32 revision = ++allotted.revision;
        emit AllotmentChanged(act.programmeId, act.institution, act.allottedPoints, revision, approvals[0].officer);
    }

    /// @inheritdoc IProgrammes
    function programmeIdOf(uint8 cityId, uint16 year, uint32 number, uint8 ordinal) public pure returns (bytes32) {
        return keccak256(abi.encode(cityId, year, number, ordinal));
    }

    function _checkApprovals(uint8 cityId, bytes32 structHash, uint64 validBefore, Approval[] calldata approvals, uint256 needed)
        private
        view
    {
        AUTHORITY.checkApprovals(cityId, Powers.PROGRAMME, _hashTypedDataV4(structHash), validBefore, approvals, needed);
    }

    function _checkTerms(bytes32 programmeId, ProgrammeOpening calldata act) private view {
        require(
            act.unit != ProgrammeUnit.NONE && act.rate.points > 0 && act.rate.quantity > 0 && act.budgetPoints > 0
                && act.weeklyCeilingPoints > 0 && act.startsAt < act.endsAt && act.resolution.year > 0
                && act.resolution.number > 0 && act.resolution.documentHash != 0
                && PARTICIPANTS.city(act.cityId).status == ParticipantStatus.ACTIVE,
            ProgrammesTermsRefused(programmeId)
        );
        uint32 minimumSeconds = act.unit == ProgrammeUnit.MINUTE ? minimumHoursPendingSeconds : 0;
        require(
            act.pendingSeconds >= minimumSeconds && act.pendingSeconds <= MAXIMUM_PENDING_SECONDS,
            ProgrammesPendingRefused(act.pendingSeconds, minimumSeconds, MAXIMUM_PENDING_SECONDS)
        );
    }

    function _checkRevision(uint32 given, uint32 current) private pure {
        require(given == current, ProgrammesRevisionStale(given, current));
    }

    /// Resolutions of a council are numbered within a year.
    function _isLater(Resolution calldata given, Resolution storage current) private view returns (bool) {
        if (given.documentHash == 0) return false;
        return given.year > current.year || (given.year == current.year && given.number > current.number);
    }

    function _officersOf(Approval[] calldata approvals) private pure returns (address[] memory officers) {
        officers = new address[](approvals.length);
        for (uint256 i = 0; i < approvals.length; ++i) officers[i] = approvals[i].officer;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IParticipants, ParticipantStatus} from "../participants/IParticipants.sol";
import {Powers, Roles} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {Weeks} from "../values/Weeks.sol";
import {
    Allotment,
    AllotmentChange,
    BudgetRaise,
    FrozenTerms,
    IProgrammes,
    Programme,
    ProgrammeClosing,
    ProgrammeOpening,
    ProgrammeStatus,
    ProgrammeUnit,
    Resolution
} from "./IProgrammes.sol";
import {ProgrammeActs} from "./ProgrammeActs.sol";

/// @title Programmes
/// @dev Counts; it never touches a balance. `EarningSheets` asks here first and then issues in `Points` what was
/// answered, so that the points issued by a city equal the points issued under its programmes (I1, I2).
contract Programmes is IProgrammes, EIP712 {
    using ProgrammeActs for ProgrammeOpening;
    using ProgrammeActs for BudgetRaise;
    using ProgrammeActs for ProgrammeClosing;
    using ProgrammeActs for AllotmentChange;

    /// Two people for what creates value (D12), one for the rest.
    uint256 private constant OPENING_APPROVALS = 2;
    uint256 private constant OTHER_APPROVALS = 1;
    uint32 private constant MAXIMUM_PENDING_SECONDS = 30 days;
    /// 40 hours, until the council decides otherwise [A3].
    uint32 private constant INITIAL_WEEKLY_MINUTES = 40 * 60;

    IAuthority private immutable AUTHORITY;
    IParticipants private immutable PARTICIPANTS;
    /// @inheritdoc IProgrammes
    uint32 public immutable minimumHoursPendingSeconds;

    /// @inheritdoc IProgrammes
    uint32 public weeklyMinutesCeiling;
    mapping(bytes32 programmeId => Programme) private _programmes;
    mapping(bytes32 programmeId => mapping(address institution => Allotment)) private _allotments;
    mapping(bytes32 programmeId => mapping(address account => mapping(uint32 weekIndex => uint128 points))) private _weeklyPoints;
    /// Of all cities together: nobody gains by spreading the same hours over several of them.
    mapping(address account => mapping(uint32 weekIndex => uint32 minutesUsed)) private _weeklyMinutes;

    modifier onlySheets() {
        require(AUTHORITY.hasRole(Roles.SHEETS, msg.sender), ProgrammesNotSheets(msg.sender));
        _;
    }

    /// @param minimumHoursPendingSeconds_ shortest window of hours: 14 days, less only on a test network [A6]
    constructor(IAuthority authority, IParticipants participants, uint32 minimumHoursPendingSeconds_) EIP712("Maille", "1") {
        require(
            minimumHoursPendingSeconds_ <= MAXIMUM_PENDING_SECONDS,
            ProgrammesPendingRefused(minimumHoursPendingSeconds_, 0, MAXIMUM_PENDING_SECONDS)
        );
        AUTHORITY = authority;
        PARTICIPANTS = participants;
        minimumHoursPendingSeconds = minimumHoursPendingSeconds_;
        weeklyMinutesCeiling = INITIAL_WEEKLY_MINUTES;
        emit WeeklyMinutesCeilingChanged(INITIAL_WEEKLY_MINUTES);
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
    function setWeeklyMinutesCeiling(uint32 ceilingMinutes) external {
        require(AUTHORITY.hasRole(Roles.CONSORTIUM, msg.sender), ProgrammesNotConsortium(msg.sender));
        weeklyMinutesCeiling = ceilingMinutes;
        emit WeeklyMinutesCeilingChanged(ceilingMinutes);
    }

    /// @inheritdoc IProgrammes
    function reserve(bytes32 programmeId, address institution, uint128 quantity, uint32 weekIndex)
        external
        onlySheets
        returns (FrozenTerms memory)
    {
        Programme storage target = _openProgramme(programmeId);
        Allotment storage allotted = _allotments[programmeId][institution];
        require(
            allotted.allottedPoints > 0 && PARTICIPANTS.isActiveInstitution(institution),
            ProgrammesInstitutionRefused(institution)
        );
        // The chain knows weeks only (D13): the week in which a programme begins or ends belongs to it whole, and the
        // city's service refuses the days outside.
        require(
            Weeks.endOf(weekIndex) > target.startsAt && Weeks.startOf(weekIndex) < target.endsAt,
            ProgrammesWeekOutside(programmeId, weekIndex)
        );
        uint256 points = uint256(quantity) * target.rate.points / target.rate.quantity;
        uint256 remainingPoints = target.budgetPoints - target.reservedPoints - target.issuedPoints;
        require(points <= remainingPoints, ProgrammesBudgetExceeded(programmeId, remainingPoints, points));
        uint256 remainingAllotment = allotted.allottedPoints - allotted.usedPoints;
        require(
            points <= remainingAllotment,
            ProgrammesAllotmentExceeded(programmeId, institution, remainingAllotment, points)
        );

        // Fits in 128 bits: points <= remainingPoints <= budgetPoints.
        target.reservedPoints += uint128(points);
        allotted.usedPoints += uint128(points);
        emit PointsReserved(programmeId, institution, uint128(points));
        return FrozenTerms({
            cityId: target.cityId,
            unit: target.unit,
            rate: target.rate,
            pendingSeconds: target.pendingSeconds,
            reservedPoints: uint128(points)
        });
    }

    /// @inheritdoc IProgrammes
    /// @dev A closed programme still issues what was reserved before: closing stops new sheets only.
    function issue(bytes32 programmeId, address account, uint32 weekIndex, uint128 points, uint128 quantity)
        external
        onlySheets
        returns (uint128 issuedPoints)
    {
        Programme storage target = _knownProgramme(programmeId);
        require(points <= target.reservedPoints, ProgrammesBudgetExceeded(programmeId, target.reservedPoints, points));
        issuedPoints = points;
        if (target.unit == ProgrammeUnit.MINUTE) issuedPoints = _countMinutes(account, weekIndex, points, quantity);

        uint128 usedPoints = _weeklyPoints[programmeId][account][weekIndex];
        // usedPoints never passes the ceiling, which never changes.
        uint128 leftPoints = target.weeklyCeilingPoints - usedPoints;
        if (issuedPoints > leftPoints) issuedPoints = leftPoints;
        if (issuedPoints == 0) return 0;

        _weeklyPoints[programmeId][account][weekIndex] = usedPoints + issuedPoints;
        target.reservedPoints -= issuedPoints;
        target.issuedPoints += issuedPoints;
    }

    /// @inheritdoc IProgrammes
    function returnReserve(bytes32 programmeId, address institution, uint128 points) external onlySheets {
        Programme storage target = _knownProgramme(programmeId);
        Allotment storage allotted = _allotments[programmeId][institution];
        require(points <= target.reservedPoints, ProgrammesBudgetExceeded(programmeId, target.reservedPoints, points));
        require(
            points <= allotted.usedPoints,
            ProgrammesAllotmentExceeded(programmeId, institution, allotted.usedPoints, points)
        );

        target.reservedPoints -= points;
        allotted.usedPoints -= points;
        emit ReserveReturned(programmeId, institution, points);
    }

    /// @inheritdoc IProgrammes
    function programme(bytes32 programmeId) external view returns (Programme memory) {
        return _programmes[programmeId];
    }

    /// @inheritdoc IProgrammes
    function allotment(bytes32 programmeId, address institution) external view returns (Allotment memory) {
        return _allotments[programmeId][institution];
    }

    /// @inheritdoc IProgrammes
    function weeklyUse(bytes32 programmeId, address account, uint32 weekIndex)
        external
        view
        returns (uint128 points, uint32 minutesAllCities)
    {
        return (_weeklyPoints[programmeId][account][weekIndex], _weeklyMinutes[account][weekIndex]);
    }

    /// @inheritdoc IProgrammes
    function programmeIdOf(uint8 cityId, uint16 year, uint32 number, uint8 ordinal) public pure returns (bytes32) {
        return keccak256(abi.encode(cityId, year, number, ordinal));
    }

    /// Counts the minutes that still fit the account's week and cuts the points in the same proportion, rounding down.
    /// Minutes count even where the programme's own ceiling then gives no points for them: they were worked.
    function _countMinutes(address account, uint32 weekIndex, uint128 points, uint128 quantityMinutes)
        private
        returns (uint128 fittingPoints)
    {
        uint32 usedMinutes = _weeklyMinutes[account][weekIndex];
        // The council may have lowered the ceiling below what was already counted.
        uint32 leftMinutes = usedMinutes < weeklyMinutesCeiling ? weeklyMinutesCeiling - usedMinutes : 0;
        if (quantityMinutes <= leftMinutes) {
            _weeklyMinutes[account][weekIndex] = usedMinutes + uint32(quantityMinutes);
            return points;
        }
        _weeklyMinutes[account][weekIndex] = usedMinutes + leftMinutes;
        // Fits: leftMinutes < quantityMinutes, so the quotient is below `points`.
        return uint128(uint256(points) * leftMinutes / quantityMinutes);
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

    function _knownProgramme(bytes32 programmeId) private view returns (Programme storage target) {
        target = _programmes[programmeId];
        require(target.status != ProgrammeStatus.NONE, ProgrammesUnknown(programmeId));
    }

    function _openProgramme(bytes32 programmeId) private view returns (Programme storage target) {
        target = _knownProgramme(programmeId);
        require(target.status == ProgrammeStatus.OPEN, ProgrammesClosed(programmeId));
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

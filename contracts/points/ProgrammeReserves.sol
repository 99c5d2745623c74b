// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IAuthority} from "../participants/IAuthority.sol";
import {IParticipants, ParticipantStatus} from "../participants/IParticipants.sol";
import {Roles} from "../values/Powers.sol";
import {Weeks} from "../values/Weeks.sol";
import {Allotment, FrozenTerms, IProgrammes, Programme, ProgrammeStatus, ProgrammeUnit} from "./IProgrammes.sol";

/// @title What sheets reserve, issue and return of a programme
/// @dev Counts; it never touches a balance. `EarningSheets` asks here first and then issues in `Points` what was
/// answered, so that the points issued by a city equal the points issued under its programmes (I1, I2).
abstract contract ProgrammeReserves is IProgrammes {
    /// 40 hours, until the council decides otherwise [A3].
    uint32 private constant INITIAL_WEEKLY_MINUTES = 40 * 60;

    IAuthority internal immutable AUTHORITY;
    IParticipants internal immutable PARTICIPANTS;

    /// @inheritdoc IProgrammes
    uint32 public weeklyMinutesCeiling;
    mapping(bytes32 programmeId => Programme) internal _programmes;
    mapping(bytes32 programmeId => mapping(address institution => Allotment)) internal _allotments;
    mapping(bytes32 programmeId => mapping(address account => mapping(uint32 weekIndex => uint128 points))) private _weeklyPoints;
    /// Of all cities together: nobody gains by spreading the same hours over several of them.
    mapping(address account => mapping(uint32 weekIndex => uint32 minutesUsed)) private _weeklyMinutes;

    modifier onlySheets() {
        require(AUTHORITY.hasRole(Roles.SHEETS, msg.sender), ProgrammesNotSheets(msg.sender));
        _;
    }

    constructor(IAuthority authority, IParticipants participants) {
        AUTHORITY = authority;
        PARTICIPANTS = participants;
        weeklyMinutesCeiling = INITIAL_WEEKLY_MINUTES;
        emit WeeklyMinutesCeilingChanged(INITIAL_WEEKLY_MINUTES);
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

    function _knownProgramme(bytes32 programmeId) internal view returns (Programme storage target) {
        target = _programmes[programmeId];
        require(target.status != ProgrammeStatus.NONE, ProgrammesUnknown(programmeId));
    }

    function _openProgramme(bytes32 programmeId) internal view returns (Programme storage target) {
        target = _knownProgramme(programmeId);
        bool isOpen = target.status == ProgrammeStatus.OPEN
            && PARTICIPANTS.city(target.cityId).status == ParticipantStatus.ACTIVE; // a city that left closed them all
        require(isOpen, ProgrammesClosed(programmeId));
    }
}

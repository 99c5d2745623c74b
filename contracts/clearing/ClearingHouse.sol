// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {City, IParticipants, ParticipantStatus} from "../participants/IParticipants.sol";
import {Powers, Roles} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {ClearingActs} from "./ClearingActs.sol";
import {IClearingHouse, Obligation, Side, SideChange} from "./IClearingHouse.sol";

/// @title What cities owe each other
/// @dev One word per (period, debtor, creditor) is the obligation of the pair; everything else is derived from it, so
/// that totals cannot disagree. Everything missing (a period, a city, a default ceiling) leaves no capacity.
contract ClearingHouse is IClearingHouse, EIP712 {
    using ClearingActs for SideChange;

    uint256 private constant SIDE_APPROVALS = 1;

    IAuthority private immutable AUTHORITY;
    IParticipants private immutable PARTICIPANTS;

    uint32 private _defaultPointsPerResident;
    /// Where the last search of a period ended: time only moves forward, so a search never looks before it.
    uint32 private _periodCursor;
    uint64[] private _periodStarts;
    mapping(uint32 periodIndex => mapping(uint8 debtor => mapping(uint8 creditor => Obligation))) private _obligations;
    mapping(uint8 cityId => mapping(uint8 otherCityId => mapping(bool asCreditor => Side))) private _sides;

    modifier onlyDesk() {
        require(AUTHORITY.hasRole(Roles.DESK, msg.sender), ClearingNotDesk(msg.sender));
        _;
    }

    modifier onlyConsortium() {
        require(AUTHORITY.hasRole(Roles.CONSORTIUM, msg.sender), ClearingNotConsortium(msg.sender));
        _;
    }

    constructor(IAuthority authority, IParticipants participants) EIP712("Maille", "1") {
        AUTHORITY = authority;
        PARTICIPANTS = participants;
    }

    /// @inheritdoc IClearingHouse
    function record(uint8 debtor, uint8 creditor, uint128 points, bytes32 chargeId) external onlyDesk {
        _checkPair(debtor, creditor);
        uint32 periodIndex = _advanceToCurrentPeriod();
        Obligation storage owed = _obligations[periodIndex][debtor][creditor];
        uint128 remainingPoints = _remaining(owed, _ceiling(debtor, creditor));
        require(points <= remainingPoints, ClearingCeilingExceeded(debtor, creditor, remainingPoints, points));

        owed.recordedPoints += points;
        emit ObligationRecorded(debtor, creditor, periodIndex, points, chargeId);
    }

    /// @inheritdoc IClearingHouse
    /// @dev In the current period, even when the redemption fell in an earlier one: a past period never changes (I7).
    /// Asks for no ceiling: returning points harms no city.
    function reverse(uint8 debtor, uint8 creditor, uint128 points, bytes32 chargeId) external onlyDesk {
        _checkPair(debtor, creditor);
        uint32 periodIndex = _advanceToCurrentPeriod();

        _obligations[periodIndex][debtor][creditor].reversedPoints += points;
        emit ObligationReversed(debtor, creditor, periodIndex, points, chargeId);
    }

    /// @inheritdoc IClearingHouse
    function changeSide(SideChange calldata act, Approval[] calldata approvals) external {
        AUTHORITY.checkApprovals(
            act.cityId, Powers.TREASURY, _hashTypedDataV4(act.hash()), act.validBefore, approvals, SIDE_APPROVALS
        );
        _checkPair(act.cityId, act.otherCityId);
        // What a city owes when it has left is no longer its own to say.
        bool isOpen = PARTICIPANTS.city(act.cityId).status == ParticipantStatus.ACTIVE;
        require(isOpen, ClearingPairRefused(act.cityId, act.otherCityId));
        uint32 current = _sides[act.cityId][act.otherCityId][act.asCreditor].revision;
        require(act.revision == current, ClearingRevisionStale(act.revision, current));

        _setSide(
            act.cityId, act.otherCityId, act.asCreditor, Side(true, act.suspended, act.ceilingPoints, current + 1),
            approvals[0].officer
        );
    }

    /// @inheritdoc IClearingHouse
    /// @dev The last period runs until a later one is added. Once the table has begun, new starts lie in the future:
    /// what was recorded keeps its period.
    function addPeriods(uint64[] calldata startsAt) external onlyConsortium {
        uint256 firstIndex = _periodStarts.length;
        uint64 previous = firstIndex == 0 ? 0 : _periodStarts[firstIndex - 1];
        require(startsAt.length > 0, ClearingPeriodsRefused());
        require(firstIndex == 0 || startsAt[0] > block.timestamp, ClearingPeriodsRefused());
        for (uint256 i = 0; i < startsAt.length; ++i) {
            require(startsAt[i] > previous, ClearingPeriodsRefused());
            previous = startsAt[i];
            _periodStarts.push(previous);
        }
        emit PeriodsAdded(uint32(firstIndex), startsAt);
    }

    /// @inheritdoc IClearingHouse
    function setDefaultCeiling(uint32 pointsPerResident) external onlyConsortium {
        _defaultPointsPerResident = pointsPerResident;
        emit DefaultCeilingChanged(pointsPerResident);
    }

    /// @inheritdoc IClearingHouse
    function setLeavingTerms(uint8 cityId, uint128 ceilingPoints) external onlyConsortium {
        require(PARTICIPANTS.city(cityId).status == ParticipantStatus.CLOSED, ClearingCityNotClosed(cityId));
        uint8[] memory others = PARTICIPANTS.cityIds();
        for (uint256 i = 0; i < others.length; ++i) {
            if (others[i] == cityId) continue;
            uint32 asDebtor = _sides[cityId][others[i]][false].revision;
            uint32 asCreditor = _sides[cityId][others[i]][true].revision;
            _setSide(cityId, others[i], false, Side(true, false, ceilingPoints, asDebtor + 1), msg.sender);
            _setSide(cityId, others[i], true, Side(true, true, 0, asCreditor + 1), msg.sender);
        }
    }

    /// @inheritdoc IClearingHouse
    function capacity(uint8 debtor, uint8 creditor) external view returns (uint128 points) {
        if (debtor == creditor) return type(uint128).max;
        (bool found, uint32 periodIndex) = _findCurrentPeriod();
        if (!found) return 0;
        return _remaining(_obligations[periodIndex][debtor][creditor], _ceiling(debtor, creditor));
    }

    /// @inheritdoc IClearingHouse
    function obligation(uint8 debtor, uint8 creditor, uint32 periodIndex) external view returns (Obligation memory) {
        return _obligations[periodIndex][debtor][creditor];
    }

    /// @inheritdoc IClearingHouse
    function side(uint8 cityId, uint8 otherCityId, bool asCreditor) external view returns (Side memory) {
        return _sides[cityId][otherCityId][asCreditor];
    }

    /// @inheritdoc IClearingHouse
    function currentPeriod() external view returns (uint32 periodIndex) {
        bool found;
        (found, periodIndex) = _findCurrentPeriod();
        require(found, ClearingNoPeriod(block.timestamp));
    }

    /// @inheritdoc IClearingHouse
    function periodStart(uint32 periodIndex) external view returns (uint64 startsAt) {
        require(periodIndex < _periodStarts.length, ClearingPeriodsRefused());
        return _periodStarts[periodIndex];
    }

    /// @inheritdoc IClearingHouse
    function netPosition(uint8 cityId, uint32 periodIndex) external view returns (int256 points) {
        uint8[] memory others = PARTICIPANTS.cityIds();
        for (uint256 i = 0; i < others.length; ++i) {
            points += _netOf(_obligations[periodIndex][others[i]][cityId]);
            points -= _netOf(_obligations[periodIndex][cityId][others[i]]);
        }
    }

    function _setSide(uint8 cityId, uint8 otherCityId, bool asCreditor, Side memory own, address officer) private {
        _sides[cityId][otherCityId][asCreditor] = own;
        emit SideChanged(cityId, otherCityId, asCreditor, own.ceilingPoints, own.suspended, own.revision, officer);
    }

    function _advanceToCurrentPeriod() private returns (uint32 periodIndex) {
        bool found;
        (found, periodIndex) = _findCurrentPeriod();
        require(found, ClearingNoPeriod(block.timestamp));
        if (periodIndex != _periodCursor) _periodCursor = periodIndex;
    }

    function _findCurrentPeriod() private view returns (bool found, uint32 periodIndex) {
        uint256 count = _periodStarts.length;
        periodIndex = _periodCursor;
        if (count == 0 || _periodStarts[periodIndex] > block.timestamp) return (false, 0);
        while (periodIndex + 1 < count && _periodStarts[periodIndex + 1] <= block.timestamp) ++periodIndex;
        return (true, periodIndex);
    }

    /// The lower of the two sides: neither city can be bound beyond what it accepts.
    function _ceiling(uint8 debtor, uint8 creditor) private view returns (uint128) {
        City memory owing = PARTICIPANTS.city(debtor);
        if (owing.status == ParticipantStatus.NONE) return 0;
        if (PARTICIPANTS.city(creditor).status != ParticipantStatus.ACTIVE) return 0;
        // A city that left owes under the terms it was let go with; without any, nothing.
        if (owing.status == ParticipantStatus.CLOSED && !_sides[debtor][creditor][false].isSet) return 0;
        uint128 defaultPoints = uint128(_defaultPointsPerResident) * owing.population;
        uint128 asDebtor = _sideCeiling(_sides[debtor][creditor][false], defaultPoints);
        uint128 asCreditor = _sideCeiling(_sides[creditor][debtor][true], defaultPoints);
        return asDebtor < asCreditor ? asDebtor : asCreditor;
    }

    function _sideCeiling(Side storage own, uint128 defaultPoints) private view returns (uint128) {
        if (!own.isSet) return defaultPoints;
        return own.suspended ? 0 : own.ceilingPoints;
    }

    /// Reversals free capacity only down to nothing owed: points of earlier periods coming back do not widen this one.
    function _remaining(Obligation storage owed, uint128 ceilingPoints) private view returns (uint128) {
        (uint128 recordedPoints, uint128 reversedPoints) = (owed.recordedPoints, owed.reversedPoints);
        uint128 owedPoints = recordedPoints > reversedPoints ? recordedPoints - reversedPoints : 0;
        return owedPoints < ceilingPoints ? ceilingPoints - owedPoints : 0;
    }

    function _netOf(Obligation storage owed) private view returns (int256) {
        return int256(uint256(owed.recordedPoints)) - int256(uint256(owed.reversedPoints));
    }

    function _checkPair(uint8 debtor, uint8 creditor) private pure {
        require(debtor != creditor && debtor != 0 && creditor != 0, ClearingPairRefused(debtor, creditor));
    }
}

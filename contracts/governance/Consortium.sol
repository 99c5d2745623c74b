// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IConsortium, Member, MemberStatus, NewMember} from "./IConsortium.sol";

/// @notice One word of the array that proofs read: the address in its low 160 bits, the city's id in the next 8.
struct Validator {
    address account;
    uint8 cityId;
}

/// @title The member cities, their validators and their dated populations
/// @dev No immutables and nothing inherited: on a network whose genesis holds this contract, its code is the compiler's
/// as it is, and its state is written from the compiler's layout. The order of the variables below is therefore part of
/// the interface: slot 0 for proofs, slot 1 for the genesis, nothing may share either word.
contract Consortium is IConsortium {
    using Checkpoints for Checkpoints.Trace208;

    /// QBFT bears f faults among 3f + 1 validators: with fewer than four it bears none.
    uint256 private constant VALIDATORS_MIN = 4;
    /// A new key must have had the time to seal before the next ones change: a set replaced at once could seal nothing.
    uint48 private constant CHANGE_WINDOW_SECONDS = 10 minutes;
    uint256 private constant CHANGE_SHARE = 3;

    Validator[] private _validators;
    address private _timelock;
    uint8[] private _memberIds;
    mapping(uint8 cityId => Member) private _members;
    /// What was last recorded of a member, also while it is suspended.
    mapping(uint8 cityId => uint32) private _populations;
    /// Dated: the population while the member is ACTIVE, else 0. A population is never 0, so this also dates membership.
    mapping(uint8 cityId => Checkpoints.Trace208) private _weights;
    Checkpoints.Trace208 private _totalWeight;
    Checkpoints.Trace208 private _activeCount;
    /// Dated: how many times the set has changed since the founding.
    Checkpoints.Trace208 private _changeCount;
    /// Whose key an address is or was: a city may return to a key of its own, never take another's.
    mapping(address validator => uint8 cityId) private _validatorOwners;

    constructor(address timelock_, NewMember[] memory founding) {
        require(
            founding.length >= VALIDATORS_MIN, ConsortiumTooFewValidators(founding.length, VALIDATORS_MIN)
        );
        _timelock = timelock_;
        for (uint256 i = 0; i < founding.length; ++i) _admit(founding[i]);
    }

    modifier onlyTimelock() {
        require(msg.sender == _timelock, ConsortiumNotTimelock(msg.sender));
        _;
    }

    /// @inheritdoc IConsortium
    function join(NewMember calldata newMember) external onlyTimelock {
        _admit(newMember);
        _countChange();
    }

    /// @inheritdoc IConsortium
    function depart(uint8 cityId) external onlyTimelock {
        MemberStatus from = _known(cityId).status;
        require(from != MemberStatus.DEPARTED, ConsortiumStatusRefused(cityId, from));

        Member storage departing = _members[cityId];
        departing.departedAt = uint64(block.timestamp);
        _setStatus(departing, MemberStatus.DEPARTED);
        // A suspended member has neither vote nor validator left to lose.
        if (from == MemberStatus.ACTIVE) _takeOut(cityId, departing.validator);
        emit MemberDeparted(cityId, departing.validator);
    }

    /// @inheritdoc IConsortium
    function suspend(uint8 cityId) external onlyTimelock {
        Member storage suspended = _inStatus(cityId, MemberStatus.ACTIVE);
        _setStatus(suspended, MemberStatus.SUSPENDED);
        _takeOut(cityId, suspended.validator);
        emit MemberSuspended(cityId, suspended.validator);
    }

    /// @inheritdoc IConsortium
    function reinstate(uint8 cityId) external onlyTimelock {
        Member storage reinstated = _inStatus(cityId, MemberStatus.SUSPENDED);
        _setStatus(reinstated, MemberStatus.ACTIVE);
        _bringIn(cityId, reinstated.validator);
        _countChange();
        emit MemberReinstated(cityId, reinstated.validator);
    }

    /// @inheritdoc IConsortium
    /// @dev Also of a suspended member: a key that was lost is replaced before the member comes back.
    function replaceValidator(uint8 cityId, address validator) external onlyTimelock {
        Member storage current = _known(cityId);
        require(current.status != MemberStatus.DEPARTED, ConsortiumStatusRefused(cityId, current.status));
        _checkValidator(cityId, validator);
        address previous = current.validator;
        require(validator != previous, ConsortiumValidatorRepeated(validator));

        current.validator = validator;
        current.revision += 1;
        _validatorOwners[validator] = cityId;
        if (current.status == MemberStatus.ACTIVE) {
            _validators[_indexOf(previous)].account = validator;
            _countChange();
        }
        emit ValidatorReplaced(cityId, previous, validator);
    }

    /// @inheritdoc IConsortium
    function recordPopulation(uint8 cityId, uint32 population) external onlyTimelock {
        Member storage counted = _known(cityId);
        require(counted.status != MemberStatus.DEPARTED, ConsortiumStatusRefused(cityId, counted.status));
        require(population != 0, ConsortiumPopulationRefused(population));

        _populations[cityId] = population;
        counted.revision += 1;
        if (counted.status == MemberStatus.ACTIVE) _weigh(cityId, population);
        emit PopulationRecorded(cityId, population);
    }

    /// @inheritdoc IConsortium
    function getValidators() external view returns (address[] memory accounts) {
        accounts = new address[](_validators.length);
        for (uint256 i = 0; i < accounts.length; ++i) accounts[i] = _validators[i].account;
    }

    /// @inheritdoc IConsortium
    function timelock() external view returns (address) {
        return _timelock;
    }

    /// @inheritdoc IConsortium
    function member(uint8 cityId) external view returns (Member memory) {
        return _members[cityId];
    }

    /// @inheritdoc IConsortium
    function memberIds() external view returns (uint8[] memory) {
        return _memberIds;
    }

    /// @inheritdoc IConsortium
    function activeMemberCount() external view returns (uint256) {
        return _validators.length;
    }

    /// @inheritdoc IConsortium
    function isActiveAt(uint8 cityId, uint48 timepoint) external view returns (bool) {
        return _weights[cityId].upperLookup(timepoint) != 0;
    }

    /// @inheritdoc IConsortium
    function activeMemberCountAt(uint48 timepoint) external view returns (uint256) {
        return _activeCount.upperLookup(timepoint);
    }

    /// @inheritdoc IConsortium
    function populationAt(uint8 cityId, uint48 timepoint) external view returns (uint256) {
        return _weights[cityId].upperLookup(timepoint);
    }

    /// @inheritdoc IConsortium
    function totalPopulationAt(uint48 timepoint) external view returns (uint256) {
        return _totalWeight.upperLookup(timepoint);
    }

    function _admit(NewMember memory admitted) private {
        uint8 cityId = admitted.cityId;
        require(cityId != 0, ConsortiumCityIdRefused(cityId));
        require(_members[cityId].status == MemberStatus.NONE, ConsortiumMemberExists(cityId));
        _checkAuthority(admitted.authority);
        require(admitted.population != 0, ConsortiumPopulationRefused(admitted.population));
        _checkValidator(cityId, admitted.validator);

        _members[cityId] = Member({
            authority: admitted.authority,
            validator: admitted.validator,
            status: MemberStatus.ACTIVE,
            revision: 1,
            joinedAt: uint64(block.timestamp),
            departedAt: 0
        });
        _memberIds.push(cityId);
        _populations[cityId] = admitted.population;
        _validatorOwners[admitted.validator] = cityId;
        _bringIn(cityId, admitted.validator);
        emit MemberJoined(cityId, admitted.authority, admitted.validator, admitted.population);
    }

    function _setStatus(Member storage changed, MemberStatus status) private {
        changed.status = status;
        changed.revision += 1;
    }

    /// @dev At the end of the array: whoever comes back has come last.
    function _bringIn(uint8 cityId, address validator) private {
        _validators.push(Validator(validator, cityId));
        _weigh(cityId, _populations[cityId]);
    }

    /// @dev Those behind move up, so that the order stays that of coming.
    function _takeOut(uint8 cityId, address validator) private {
        uint256 remaining = _validators.length - 1;
        require(remaining >= VALIDATORS_MIN, ConsortiumTooFewValidators(remaining, VALIDATORS_MIN));
        for (uint256 i = _indexOf(validator); i < remaining; ++i) _validators[i] = _validators[i + 1];
        _validators.pop();
        _weigh(cityId, 0);
        _countChange();
    }

    /// @dev The only writer of the three dated figures: the sum and the count cannot leave the members.
    function _weigh(uint8 cityId, uint32 weight) private {
        uint48 now_ = uint48(block.timestamp);
        (uint208 before,) = _weights[cityId].push(now_, weight);
        _totalWeight.push(now_, _totalWeight.latest() - before + weight);
        _activeCount.push(now_, uint208(_validators.length));
    }

    /// @dev Counts this change with those of the last ten minutes, against a third of the set that stood before them.
    function _countChange() private {
        uint48 now_ = uint48(block.timestamp);
        uint48 windowStart = now_ - CHANGE_WINDOW_SECONDS;
        uint208 total = _changeCount.latest() + 1;
        uint256 changes = total - _changeCount.upperLookup(windowStart);
        uint256 standing = _activeCount.upperLookup(windowStart);
        if (standing == 0) standing = _activeCount.at(0)._value; // founded within the window
        uint256 limit = standing / CHANGE_SHARE; // a set of four or more: never zero
        require(changes <= limit, ConsortiumTooManyChanges(changes, limit));
        _changeCount.push(now_, total);
    }

    function _known(uint8 cityId) private view returns (Member storage found) {
        found = _members[cityId];
        require(found.status != MemberStatus.NONE, ConsortiumMemberUnknown(cityId));
    }

    function _inStatus(uint8 cityId, MemberStatus status) private view returns (Member storage found) {
        found = _known(cityId);
        require(found.status == status, ConsortiumStatusRefused(cityId, found.status));
    }

    function _checkValidator(uint8 cityId, address validator) private view {
        require(validator != address(0), ConsortiumValidatorRefused(validator));
        uint8 owner = _validatorOwners[validator];
        require(owner == 0 || owner == cityId, ConsortiumValidatorRepeated(validator));
    }

    /// @dev Departed ones too: an institution stands for one member, whatever became of it.
    function _checkAuthority(address authority) private view {
        bool isFree = authority != address(0);
        for (uint256 i = 0; isFree && i < _memberIds.length; ++i) {
            isFree = _members[_memberIds[i]].authority != authority;
        }
        require(isFree, ConsortiumAuthorityRefused(authority));
    }

    function _indexOf(address validator) private view returns (uint256 index) {
        while (_validators[index].account != validator) ++index;
    }
}

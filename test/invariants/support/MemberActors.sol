// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Consortium} from "../../../contracts/governance/Consortium.sol";
import {Member, MemberStatus, NewMember} from "../../../contracts/governance/IConsortium.sol";
import {vm} from "./Vm.sol";

/// @notice Random decisions on members, their keys and their people, in the place of the timelock, beside a plain model
/// of what the rules allow. An act that succeeds where the model refuses it, or the reverse, is a violation.
contract MemberActors {
    uint48 private constant START = 1_790_000_000;
    uint8 public constant FOUNDERS = 7;
    uint8 public constant CITIES = 12;
    uint256 private constant KEYS = 20; // few, so that cities reach for each other's

    /// What the model knows of one city.
    struct City {
        MemberStatus status;
        address validator;
        uint32 population;
    }

    /// How things stood at the end of a second.
    struct Instant {
        uint48 at;
        uint8 active;
        uint32[] weights; // by city, from 1
    }

    Consortium public consortium;
    string public violation;
    uint256 public changes;
    uint256 public refusedForSpeed;

    uint48 private _now = START;
    mapping(uint8 cityId => City) private _cities;
    mapping(address validator => uint8 cityId) private _owners;
    uint8[] private _order; // active cities, as they came
    uint48[] private _changedAt;
    Instant[] private _past;

    constructor() {
        vm.warp(_now);
        NewMember[] memory founding = new NewMember[](FOUNDERS);
        for (uint8 cityId = 1; cityId <= FOUNDERS; ++cityId) {
            founding[cityId - 1] = NewMember(cityId, institutionOf(cityId), keyOf(cityId), cityId * 1_000);
            _enter(cityId, keyOf(cityId), cityId * 1_000);
        }
        consortium = new Consortium(address(this), founding);
        _remember();
        // Within the founding's own second the set is counted as that second leaves it, which only makes it stricter.
        vm.warp(++_now);
    }

    function join(uint8 cityId, uint256 key, uint32 population) external {
        cityId = cityId % CITIES + 1;
        address validator = keyOf(key);
        bool allowed = _cities[cityId].status == MemberStatus.NONE && _isFree(cityId, validator) && population != 0;
        bool fits = _fits();
        try consortium.join(NewMember(cityId, institutionOf(cityId), validator, population)) {
            _changed(allowed, fits);
            _enter(cityId, validator, population);
            _remember();
        } catch {
            _refused(allowed, fits);
        }
    }

    function depart(uint8 cityId) external {
        cityId = cityId % CITIES + 1;
        MemberStatus status = _cities[cityId].status;
        bool isActive = status == MemberStatus.ACTIVE;
        bool allowed = status == MemberStatus.SUSPENDED || (isActive && _order.length > 4);
        bool fits = !isActive || _fits();
        try consortium.depart(cityId) {
            if (isActive) _changed(allowed, fits);
            else _check(allowed);
            _cities[cityId].status = MemberStatus.DEPARTED;
            if (isActive) _leave(cityId);
            _remember();
        } catch {
            _refused(allowed, fits);
        }
    }

    function suspend(uint8 cityId) external {
        cityId = cityId % CITIES + 1;
        bool allowed = _cities[cityId].status == MemberStatus.ACTIVE && _order.length > 4;
        bool fits = _fits();
        try consortium.suspend(cityId) {
            _changed(allowed, fits);
            _cities[cityId].status = MemberStatus.SUSPENDED;
            _leave(cityId);
            _remember();
        } catch {
            _refused(allowed, fits);
        }
    }

    function reinstate(uint8 cityId) external {
        cityId = cityId % CITIES + 1;
        bool allowed = _cities[cityId].status == MemberStatus.SUSPENDED;
        bool fits = _fits();
        try consortium.reinstate(cityId) {
            _changed(allowed, fits);
            _cities[cityId].status = MemberStatus.ACTIVE;
            _order.push(cityId);
            _remember();
        } catch {
            _refused(allowed, fits);
        }
    }

    function replaceValidator(uint8 cityId, uint256 key) external {
        cityId = cityId % CITIES + 1;
        address validator = keyOf(key);
        City storage city = _cities[cityId];
        bool isActive = city.status == MemberStatus.ACTIVE;
        bool allowed =
            (isActive || city.status == MemberStatus.SUSPENDED) && _isFree(cityId, validator) && validator != city.validator;
        bool fits = !isActive || _fits();
        try consortium.replaceValidator(cityId, validator) {
            if (isActive) _changed(allowed, fits);
            else _check(allowed);
            city.validator = validator;
            _owners[validator] = cityId;
            _remember();
        } catch {
            _refused(allowed, fits);
        }
    }

    function recordPopulation(uint8 cityId, uint32 population) external {
        cityId = cityId % CITIES + 1;
        City storage city = _cities[cityId];
        bool allowed =
            (city.status == MemberStatus.ACTIVE || city.status == MemberStatus.SUSPENDED) && population != 0;
        try consortium.recordPopulation(cityId, population) {
            _check(allowed);
            city.population = population;
            _remember();
        } catch {
            _refused(allowed, true);
        }
    }

    /// @notice Nobody but the timelock changes anything.
    function trespass(uint160 sender, uint8 cityId) external {
        if (address(sender) == address(this)) return;
        vm.prank(address(sender));
        try consortium.suspend(cityId % CITIES + 1) {
            violation = "somebody else suspended a city";
        } catch {}
    }

    function passTime(uint32 secondsLater) external {
        _now += secondsLater % 8 minutes;
        vm.warp(_now);
    }

    /// @notice The set is the active members' validators in the order of their coming: four at least, no key twice.
    function checkSet() external view returns (bool) {
        address[] memory validators = consortium.getValidators();
        if (validators.length != _order.length || validators.length < 4) return false;
        for (uint256 i = 0; i < validators.length; ++i) {
            Member memory member = consortium.member(_order[i]);
            if (member.status != MemberStatus.ACTIVE || member.validator != validators[i]) return false;
            if (validators[i] != _cities[_order[i]].validator) return false;
            for (uint256 j = 0; j < i; ++j) {
                if (validators[i] == validators[j]) return false;
            }
        }
        return consortium.activeMemberCount() == validators.length;
    }

    /// @notice At every instant that was, each city weighs its people if it sat then and nothing if not; the sum is the
    /// total. What was is never told otherwise later.
    function checkPast() external view returns (bool) {
        for (uint256 i = 0; i < _past.length; ++i) {
            if (!_agrees(_past[i], _past[i].at)) return false;
            // Nothing changed until the second before the next.
            if (i + 1 < _past.length && !_agrees(_past[i], _past[i + 1].at - 1)) return false;
        }
        return consortium.totalPopulationAt(START - 1) == 0 && consortium.activeMemberCountAt(START - 1) == 0;
    }

    function institutionOf(uint8 cityId) public pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("institution", cityId)))));
    }

    function keyOf(uint256 key) public pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("key", key % KEYS)))));
    }

    function _agrees(Instant storage instant, uint48 at) private view returns (bool) {
        uint256 total = 0;
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            uint256 weight = instant.weights[cityId];
            total += weight;
            if (consortium.populationAt(cityId, at) != weight) return false;
            if (consortium.isActiveAt(cityId, at) != (weight != 0)) return false;
        }
        return consortium.totalPopulationAt(at) == total && consortium.activeMemberCountAt(at) == instant.active;
    }

    function _enter(uint8 cityId, address validator, uint32 population) private {
        _cities[cityId] = City(MemberStatus.ACTIVE, validator, population);
        _owners[validator] = cityId;
        _order.push(cityId);
    }

    function _leave(uint8 cityId) private {
        uint256 place = 0;
        while (_order[place] != cityId) ++place;
        for (; place + 1 < _order.length; ++place) _order[place] = _order[place + 1];
        _order.pop();
    }

    function _isFree(uint8 cityId, address validator) private view returns (bool) {
        return _owners[validator] == 0 || _owners[validator] == cityId;
    }

    /// @dev Whether one more change stays within a third of the set of ten minutes ago, counted plainly.
    function _fits() private view returns (bool) {
        uint256 recent = 1;
        for (uint256 i = 0; i < _changedAt.length; ++i) {
            if (_changedAt[i] + 10 minutes > _now) ++recent;
        }
        uint256 standing = FOUNDERS;
        for (uint256 i = 0; i < _past.length; ++i) {
            if (_past[i].at + 10 minutes <= _now) standing = _past[i].active;
        }
        return recent <= standing / 3;
    }

    function _changed(bool allowed, bool fits) private {
        _check(allowed);
        if (!fits) violation = "more than a third changed within ten minutes";
        _changedAt.push(_now);
        changes += 1;
    }

    function _check(bool allowed) private {
        if (!allowed) violation = "an act was accepted that the rules refuse";
    }

    function _refused(bool allowed, bool fits) private {
        if (allowed && fits) violation = "an act was refused that the rules allow";
        if (allowed && !fits) refusedForSpeed += 1;
    }

    function _remember() private {
        if (_past.length > 0 && _past[_past.length - 1].at == _now) _past.pop();
        Instant storage instant = _past.push();
        (instant.at, instant.active) = (_now, uint8(_order.length));
        instant.weights = new uint32[](uint256(CITIES) + 1);
        for (uint256 i = 0; i < _order.length; ++i) instant.weights[_order[i]] = _cities[_order[i]].population;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EmergencyPause} from "../../../contracts/governance/EmergencyPause.sol";
import {MemberStatus} from "../../../contracts/governance/IConsortium.sol";
import {PauseRequest} from "../../../contracts/participants/IEmergencyPause.sol";
import {Approval} from "../../../contracts/values/Signatures.sol";
import {CouncilWorld} from "./CouncilWorld.sol";
import {Keys, Key} from "./Keys.sol";
import {vm} from "./Vm.sol";

/// @notice Random cities asking for the pause, members coming and going, the council lifting and allowing, beside a
/// plain model: every request that ever was is kept, and who counts is looked up in it each time.
contract PauseActors is CouncilWorld {
    using Keys for Key;

    uint256 private constant WORDINGS = 4; // few, so that old signatures come back

    struct Asked {
        uint8 cityId;
        uint32 round;
        uint48 at;
    }

    EmergencyPause public pause;
    string public violation;
    uint256 public pauses;
    uint256 public allowances;

    Asked[] private _asked;
    mapping(bytes32 digest => bool) private _sent;
    uint32 private _round;
    bool private _isSpent;
    uint48 private _pausedAt;
    uint48 private _pausedUntil;

    constructor() {
        pause = new EmergencyPause(authority, consortium);
    }

    function ask(uint8 cityId, uint8 wording, bool isPresentRound, bool isStranger) external {
        cityId = cityId % CITIES + 1;
        PauseRequest memory act =
            PauseRequest(cityId, isPresentRound ? _round : _round + 1, ALWAYS - uint64(wording % WORDINGS));
        bytes32 digest = _digests.toSign(_digests.pauseRequest(act), address(pause));
        Approval[] memory approvals = new Approval[](1);
        uint8 signing = isStranger ? cityId % CITIES + 1 : cityId;
        approvals[0] = _keyOf(signing).approve(_officerOf(signing), digest);
        bool allowed = !isStranger && isPresentRound && _isActive(cityId) && _now >= _pausedUntil && !_isSpent
            && !_sent[digest] && !_counts(cityId);

        try pause.requestPause(act, approvals) {
            if (!allowed) violation = "a request was heard that the rules refuse";
            _sent[digest] = true;
            _forgetAbsent();
            _asked.push(Asked(cityId, act.round, _now));
            if (_countingCities() == 3) _begin();
        } catch {
            if (allowed) violation = "a request was refused that the rules allow";
        }
    }

    function lift() external {
        vm.prank(address(timelock));
        pause.lift();
        if (_now < _pausedUntil) _pausedUntil = _now;
    }

    function allowAgain() external {
        vm.prank(address(timelock));
        pause.allowAgain();
        (_isSpent, allowances) = (false, allowances + 1);
        _round += 1;
    }

    /// @notice Without the consortium's role nobody lifts or allows.
    function trespass(uint160 sender) external {
        if (address(sender) == address(timelock)) return;
        vm.prank(address(sender));
        try pause.lift() {
            violation = "somebody else lifted the pause";
        } catch {}
        vm.prank(address(sender));
        try pause.allowAgain() {
            violation = "somebody else allowed a pause";
        } catch {}
    }

    function suspendOrReinstate(uint8 cityId) external {
        cityId = cityId % CITIES + 1;
        bool isActive = _isActive(cityId);
        vm.prank(address(timelock));
        if (isActive) {
            try consortium.suspend(cityId) {} catch {}
        } else {
            try consortium.reinstate(cityId) {} catch {}
        }
    }

    function passTime(uint32 secondsLater) external {
        _passTo(_now + secondsLater % 20 hours);
    }

    /// @notice It lasts as the model says, 72 hours at most, and there is one more pause than ballots that allowed one.
    function checkPause() external view returns (bool) {
        bool isPaused = false;
        try pause.requireNotPaused() {}
        catch {
            isPaused = true;
        }
        bool agrees = isPaused == (_now < _pausedUntil) && pause.pausedUntil() == _pausedUntil && pause.round() == _round;
        return agrees && _pausedUntil <= _pausedAt + 72 hours && pauses <= allowances + 1;
    }

    function _begin() private {
        (_pausedAt, _pausedUntil, _isSpent) = (_now, _now + 72 hours, true);
        pauses += 1;
    }

    function _isActive(uint8 cityId) private view returns (bool) {
        return consortium.member(cityId).status == MemberStatus.ACTIVE;
    }

    /// @dev What a city asked is forgotten when another is heard in its absence, also if it comes back later.
    function _forgetAbsent() private {
        for (uint256 i = 0; i < _asked.length; ++i) {
            if (!_isActive(_asked[i].cityId)) _asked[i].at = 0;
        }
    }

    function _countingCities() private view returns (uint256 cities) {
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            if (_counts(cityId)) ++cities;
        }
    }

    /// @dev A city counts that belongs now and asked in this round within the last day.
    function _counts(uint8 cityId) private view returns (bool) {
        if (!_isActive(cityId)) return false;
        for (uint256 i = 0; i < _asked.length; ++i) {
            Asked memory one = _asked[i];
            if (one.cityId == cityId && one.round == _round && _now <= one.at + 24 hours) return true;
        }
        return false;
    }
}

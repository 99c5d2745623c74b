// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IEmergencyPause, PauseRequest} from "../participants/IEmergencyPause.sol";
import {Powers, Roles} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {EmergencyPauseActs} from "./EmergencyPauseActs.sol";
import {IConsortium, MemberStatus} from "./IConsortium.sol";

/// @title The emergency pause of issuing and redeeming
/// @dev Asked by `EarningSheets` before it posts and by `RedemptionDesk` before it redeems. It holds no role and moves
/// nothing: the worst that three cities can do with it is to make the others wait three days, once.
contract EmergencyPause is IEmergencyPause, EIP712 {
    using EmergencyPauseActs for PauseRequest;

    uint256 private constant CITIES_NEEDED = 3;
    uint256 private constant ALARM_SECONDS = 24 hours;
    uint64 private constant PAUSE_SECONDS_MAX = 72 hours;

    struct Request {
        uint8 cityId;
        uint64 askedAt;
    }

    IAuthority private immutable AUTHORITY;
    IConsortium private immutable CONSORTIUM;

    uint64 private _pausedUntil;
    uint32 private _round;
    bool private _isSpent;
    /// Of this round, of the last day: two at most, since the third one pauses.
    Request[] private _requests;
    /// A request counts once: an old one sent again a day later is not a new alarm (D7).
    mapping(bytes32 digest => bool) private _seen;

    constructor(IAuthority authority, IConsortium consortium) EIP712("Maille", "1") {
        AUTHORITY = authority;
        CONSORTIUM = consortium;
    }

    /// @inheritdoc IEmergencyPause
    function requestPause(PauseRequest calldata act, Approval[] calldata approvals) external {
        require(_isActive(act.cityId), EmergencyPauseNotMember(act.cityId));
        bytes32 digest = _hashTypedDataV4(act.hash());
        AUTHORITY.checkApprovals(act.cityId, Powers.COUNCIL, digest, act.validBefore, approvals, 1);
        requireNotPaused();
        require(act.round == _round, EmergencyPauseRoundStale(act.round, _round));
        require(!_isSpent, EmergencyPauseSpent(_round));
        _dropStale();
        require(!_seen[digest] && !_hasAsked(act.cityId), EmergencyPauseAlreadyAsked(act.cityId, act.round));

        _seen[digest] = true;
        _requests.push(Request(act.cityId, uint64(block.timestamp)));
        emit PauseRequested(act.cityId, act.round, uint8(_requests.length), approvals[0].officer);
        if (_requests.length == CITIES_NEEDED) _pause();
    }

    /// @inheritdoc IEmergencyPause
    /// @dev Nothing to end is not an error: a vote takes its time, and what it decided with this must not fail for it.
    function lift() external {
        _checkConsortium();
        if (block.timestamp >= _pausedUntil) return;
        _pausedUntil = uint64(block.timestamp);
        emit PauseLifted(_round);
    }

    /// @inheritdoc IEmergencyPause
    /// @dev Does not touch a pause that lasts: what it allows begins after it.
    function allowAgain() external {
        _checkConsortium();
        _isSpent = false;
        delete _requests;
        emit PauseAllowedAgain(++_round);
    }

    /// @inheritdoc IEmergencyPause
    function requireNotPaused() public view {
        require(block.timestamp >= _pausedUntil, EmergencyPauseInForce(_pausedUntil));
    }

    /// @inheritdoc IEmergencyPause
    function pausedUntil() external view returns (uint64) {
        return _pausedUntil;
    }

    /// @inheritdoc IEmergencyPause
    function round() external view returns (uint32) {
        return _round;
    }

    function _pause() private {
        _isSpent = true;
        _pausedUntil = uint64(block.timestamp) + PAUSE_SECONDS_MAX;
        delete _requests;
        emit Paused(_round, _pausedUntil);
    }

    /// @dev Forgets what is older than a day, and what a city asked that no longer belongs.
    function _dropStale() private {
        uint256 i = 0;
        while (i < _requests.length) {
            bool isRecent = block.timestamp <= _requests[i].askedAt + ALARM_SECONDS;
            if (isRecent && _isActive(_requests[i].cityId)) {
                ++i;
            } else {
                _requests[i] = _requests[_requests.length - 1];
                _requests.pop();
            }
        }
    }

    function _hasAsked(uint8 cityId) private view returns (bool) {
        for (uint256 i = 0; i < _requests.length; ++i) {
            if (_requests[i].cityId == cityId) return true;
        }
        return false;
    }

    function _isActive(uint8 cityId) private view returns (bool) {
        return CONSORTIUM.member(cityId).status == MemberStatus.ACTIVE;
    }

    function _checkConsortium() private view {
        require(AUTHORITY.hasRole(Roles.CONSORTIUM, msg.sender), EmergencyPauseNotConsortium(msg.sender));
    }
}

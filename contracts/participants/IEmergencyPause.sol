// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval} from "../values/Signatures.sol";

/// @notice One city asks that issuing and redeeming stop. `round` counts the pauses that were: a signature of an
/// earlier alarm starts no later one.
struct PauseRequest {
    uint8 cityId;
    uint32 round;
    uint64 validBefore;
}

/// @title The emergency pause of issuing and redeeming
/// @notice Any three cities, within a day of each other, by their COUNCIL officers: at most 72 hours. After one pause
/// there is no other until the council has voted that there may be. What is owed, disputed, voided and refunded goes on.
interface IEmergencyPause {
    error EmergencyPauseInForce(uint64 pausedUntil);
    error EmergencyPauseSpent(uint32 round);
    error EmergencyPauseAlreadyAsked(uint8 cityId, uint32 round);
    error EmergencyPauseRoundStale(uint32 given, uint32 current);
    error EmergencyPauseNotConsortium(address sender);
    error EmergencyPauseNotMember(uint8 cityId);

    event PauseRequested(uint8 indexed cityId, uint32 indexed round, uint8 count, address officer);
    event Paused(uint32 indexed round, uint64 pausedUntil);
    event PauseLifted(uint32 indexed round);
    event PauseAllowedAgain(uint32 indexed round);

    function requestPause(PauseRequest calldata act, Approval[] calldata approvals) external;
    /// @notice CONSORTIUM only: ends a pause early.
    function lift() external;
    /// @notice CONSORTIUM only: a new round, in which three cities may pause again.
    function allowAgain() external;
    /// @notice Reverts with `EmergencyPauseInForce` while a pause lasts.
    function requireNotPaused() external view;
    /// @return seconds; 0 or past: not paused
    function pausedUntil() external view returns (uint64);
    function round() external view returns (uint32);
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {MemberActors} from "./support/MemberActors.sol";

/// @dev The runner knows the contracts of test files only: actors that live elsewhere need a name here.
contract DecidingActors is MemberActors {}

/// @notice The consortium under random cities that join, leave, are suspended and come back, change keys and grow.
contract ConsortiumInvariants {
    DecidingActors private _actors;

    function setUp() public {
        _actors = new DecidingActors();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    function invariant_setIsTheActiveMembersValidators() public view {
        require(_actors.checkSet(), "the set is not that of the active members");
    }

    function invariant_peopleOfThePastAreThoseOfTheMembersThen() public view {
        require(_actors.checkPast(), "an earlier instant is told otherwise");
    }

    function invariant_noActBreaksARule() public view {
        string memory violation = _actors.violation();
        require(bytes(violation).length == 0, violation);
    }

    /// The rules are exercised: two of seven may change in ten minutes, a third one waits; a city that left is nothing.
    function test_actorsDoWhatTheyCan() external {
        _actors.suspend(0);
        _actors.recordPopulation(0, 5_000);
        _actors.passTime(60);
        _actors.replaceValidator(1, 12);
        _actors.depart(2);
        require(_actors.changes() == 2 && _actors.refusedForSpeed() == 1, "two changed, one waited");
        _actors.passTime(7 minutes);
        _actors.passTime(7 minutes);
        _actors.depart(2);
        _actors.reinstate(0);
        _actors.join(2, 2, 1);
        require(_actors.changes() == 4, "one left, one came back, nobody takes its number");
        _actors.passTime(7 minutes);
        _actors.passTime(7 minutes);
        _actors.join(8, 13, 900);
        require(_actors.changes() == 5, "another joined");
        require(_actors.checkSet() && _actors.checkPast(), "as the model has it");
        require(bytes(_actors.violation()).length == 0, _actors.violation());
    }
}

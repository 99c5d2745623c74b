// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {PauseActors} from "./support/PauseActors.sol";

/// @dev The runner knows the contracts of test files only: actors that live elsewhere need a name here.
contract AlarmedActors is PauseActors {}

/// @notice The emergency pause under random cities that ask for it, leave and come back.
contract EmergencyPauseInvariants {
    AlarmedActors private _actors;

    function setUp() public {
        _actors = new AlarmedActors();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    function invariant_lastsAsLongAsThreeCitiesMayHaveIt() public view {
        require(_actors.checkPause(), "the pause is not what the cities asked");
    }

    function invariant_noRequestBreaksARule() public view {
        string memory violation = _actors.violation();
        require(bytes(violation).length == 0, violation);
    }

    /// The rules are exercised: two cities and a third the next day do not pause, three of one day do, once.
    function test_actorsDoWhatTheyCan() external {
        _actors.ask(0, 0, true, false);
        _actors.ask(1, 0, true, false);
        _actors.passTime(19 hours);
        _actors.passTime(6 hours);
        _actors.ask(2, 0, true, false);
        require(_actors.pauses() == 0, "too late");
        _actors.ask(3, 0, true, false);
        _actors.ask(4, 0, true, false);
        require(_actors.pauses() == 1, "three of one day");
        for (uint256 i = 0; i < 4; ++i) _actors.passTime(19 hours);
        for (uint8 city = 0; city < 4; ++city) _actors.ask(city, 1, true, false);
        require(_actors.pauses() == 1, "spent");
        _actors.allowAgain();
        for (uint8 city = 0; city < 4; ++city) _actors.ask(city, 1, true, false);
        require(_actors.pauses() == 2, "allowed by a ballot");
        _actors.lift();
        require(_actors.checkPause(), "lifted");
        require(bytes(_actors.violation()).length == 0, _actors.violation());
    }
}

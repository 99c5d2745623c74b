// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {StandingActors} from "./support/StandingActors.sol";

/// @dev The runner knows the contracts of test files only: actors that live elsewhere need a name here.
contract KeyActors is StandingActors {}

/// @notice I6 at its root: keys, powers and statuses under random actors.
contract StandingInvariants {
    KeyActors private _actors;

    function setUp() public {
        _actors = new KeyActors();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    function invariant_I6_onlyPresentKeysSign() public view {
        require(_actors.checkKeys(), "a key signs that should not, or the reverse");
    }

    function invariant_I6_onlyActiveOfficersApprove() public view {
        require(_actors.checkOfficers(), "an approval counts that should not, or the reverse");
    }

    function invariant_I6_noActBreaksARule() public view {
        string memory violation = _actors.violation();
        require(bytes(violation).length == 0, violation);
    }

    /// The rules are exercised: a first device key, its account's first wallet, and the wallet's removal.
    function test_actorsDoWhatTheyCan() external {
        _actors.addKey(0, 2, 1, true, true);
        _actors.removeKey(0, 1, 2, true, false);
        require(_actors.additions() == 1 && _actors.removals() == 1, "both acts were accepted");
        require(bytes(_actors.violation()).length == 0, _actors.violation());
    }
}

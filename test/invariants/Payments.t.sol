// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {PaymentActors} from "./support/PaymentActors.sol";

/// @dev The runner knows the contracts of test files only: actors that live elsewhere need a name here.
contract Actors is PaymentActors {}

/// @notice I1, I4, I5, I6, I7 and I8 under random actors doing allowed and forbidden things.
contract PaymentsInvariants {
    Actors private _actors;

    function setUp() public {
        _actors = new Actors();
        // Something to spend from the first step on, little enough of each city that most charges take of several.
        for (uint256 i = 0; i < 15; ++i) _actors.earn(i, i / 5, 140);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    /// I1: per issuer, what is held = issued − redeemed + returned, and issued = issued under programmes.
    function invariant_I1_supplyAddsUp() public view {
        require(_actors.checkSupply(), "I1");
        require(_actors.checkHeldBits(), "the word of cities held tells the balances");
    }

    /// I4: no state returns, refunds stay within the points, nothing unsigned ever settles.
    function invariant_I4_chargesSettleOnce() public view {
        require(_actors.checkCharges(), "I4");
    }

    /// I5: obligations equal what burned elsewhere, under the ceiling; net positions sum to zero.
    function invariant_I5_obligationsAddUp() public view {
        require(_actors.checkObligations(), "I5");
    }

    /// I7: totals of a past period never change.
    function invariant_I7_pastPeriodsStand() public view {
        require(_actors.checkPastPeriods(), "I7");
    }

    /// I4, I5, I6, I8, C8: each act looked at its own effects and found no rule broken.
    function invariant_I6_I8_noActBreaksARule() public view {
        string memory violation = _actors.violation();
        require(bytes(violation).length == 0, violation);
    }

    /// The actors above do settle, decline, return and cross cities: the invariants are not about an empty ledger.
    function test_actorsReachEveryOutcome() public {
        for (uint256 i = 0; i < 5; ++i) {
            _actors.pay(i, i, 200); // 141 of one city, 60 of the next
            _actors.pay(i, i + 1, 150);
            _actors.payBatch(i, i + 2, 60);
        }
        _actors.refundOne(0, 30, false);
        _actors.refundOne(0, 20, true);
        _actors.voidOne(4);
        require(_actors.settledCount() > 8, "few settled");
        require(_actors.declinedCount() > 2, "few declined");
        require(_actors.returnedCount() == 3, "few returned");
        invariant_I1_supplyAddsUp();
        invariant_I4_chargesSettleOnce();
        invariant_I5_obligationsAddUp();
        invariant_I6_I8_noActBreaksARule();
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {CouncilActors} from "./support/CouncilActors.sol";

/// @dev The runner knows the contracts of test files only: actors that live elsewhere need a name here.
contract CityActors is CouncilActors {}

/// @notice The council under random cities that propose, vote, ask, leave, come back and grow.
contract CouncilInvariants {
    uint8 private constant NOBODY = 15; // leaves during the ballot

    CityActors private _actors;

    function setUp() public {
        _actors = new CityActors();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    function invariant_noActWithoutItsBallot() public view {
        require(_actors.checkEffects(), "something changed that no ballot decided");
        string memory violation = _actors.violation();
        require(bytes(violation).length == 0, violation);
    }

    function invariant_departedMembersCountForNothing() public view {
        require(_actors.checkProposals(), "a ballot is not what the members' votes make of it");
    }

    function invariant_weightedVotesSumToTheSnapshot() public view {
        require(_actors.checkWeights(), "weights are not those of the snapshot");
    }

    /// The rules are exercised: a common rule changed by a first ballot, after the request window and the delay.
    function test_citiesDecideByOneVoteEach() external {
        _actors.playFirstBallot(0, 0, 0, 1_800, 1 << 3, NOBODY);
        _actors.queue(0);
        _actors.passToDecision(0);
        _actors.queue(0);
        _actors.passTime(2 hours);
        _actors.execute(0);
        _actors.execute(0);
        require(_actors.executions() == 1 && _actors.ceilingByBallot() == 1_800, "executed once");
        _checkAll();
    }

    /// Three of seven against: the second ballot, in which the largest city outweighs any four others.
    function test_peopleDecideAfterSeriousDisagreement() external {
        _actors.playFirstBallot(0, 0, 0, 900, (1 << 1) | (1 << 2) | (1 << 3), NOBODY);
        _actors.voteTogether(0, true, uint16(0x1555)); // all for
        _actors.changeMember(0, 4, 500); // after the snapshot: no effect
        _actors.passToDecision(0);
        _actors.queue(0);
        _actors.passTime(3 hours);
        _actors.execute(0);
        require(_actors.secondVotes() == 7 && _actors.executions() == 1, "seven cities voted again, and it was done");
        _checkAll();
    }

    /// Four cities that ask obtain it, and a city suspended before the closing takes its vote along.
    function test_fourCitiesAsk_oneIsSuspended() external {
        _actors.playFirstBallot(0, 0, 0, 900, 0, NOBODY);
        for (uint8 city = 0; city < 4; ++city) _actors.ask(0, city);
        _actors.voteTogether(0, true, uint16(0x1555));
        _actors.changeMember(1, 0, 0); // Brossard's 90,000 people
        _actors.passToDecision(0);
        require(_actors.populationAt(1, type(uint48).max) == 0, "it is suspended");
        _checkAll();
        _actors.passTime(20 hours);
        _actors.changeMember(2, 0, 0); // reinstated: too late for that ballot
        _checkAll();
    }

    /// What is not executed in time cannot be executed any more.
    function test_decisionsLapse() external {
        _actors.playFirstBallot(0, 0, 0, 1_800, 0, NOBODY);
        _actors.passToDecision(0);
        _actors.queue(0);
        _checkAll();
        _actors.passToLapse(0);
        _actors.execute(0);
        require(_actors.lapses() == 1 && _actors.executions() == 0, "it lapsed");
        _checkAll();
    }

    function test_membersAreDecidedByTwoThirds() external {
        _actors.playFirstBallot(1, 2, 6, 0, (1 << 1) | (1 << 2), NOBODY); // five of seven for: carried
        _actors.queue(0);
        _actors.passTime(3 hours);
        _actors.execute(0);
        require(_actors.executions() == 1 && _actors.consortium().activeMemberCount() == 6, "one was suspended");
        _actors.playFirstBallot(1, 3, 6, 0, (1 << 1) | (1 << 2) | (1 << 3), NOBODY); // three of six for: not
        _actors.queue(1);
        require(_actors.executions() == 1, "no second decision");
        _checkAll();
    }

    function _checkAll() private view {
        require(_actors.checkEffects() && _actors.checkProposals() && _actors.checkWeights(), "an invariant fails");
        require(bytes(_actors.violation()).length == 0, _actors.violation());
    }
}

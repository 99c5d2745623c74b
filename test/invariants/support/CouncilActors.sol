// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IConsortium, MemberStatus} from "../../../contracts/governance/IConsortium.sol";
import {
    Ballot,
    BallotResult,
    CouncilProposal,
    CouncilVote,
    SecondBallotRequest,
    VoteSupport
} from "../../../contracts/governance/ICouncil.sol";
import {IProgrammes} from "../../../contracts/points/IProgrammes.sol";
import {CouncilModel, Modelled, Tally} from "./CouncilModel.sol";
import {vm} from "./Vm.sol";

/// @notice Random cities propose, vote, ask, leave and grow, at random times, beside a naive model of the rules.
/// Whatever the contract accepts and the model refuses, or the reverse, is a violation.
contract CouncilActors is CouncilModel {
    uint256 private constant PROPOSALS_MAX = 6;

    string public violation;
    uint32 public ceilingByBallot; // what the executed ballots say it is
    uint256 public firstVotes;
    uint256 public secondVotes;
    uint256 public executions;
    uint256 public lapses;

    constructor() {
        ceilingByBallot = programmes.weeklyMinutesCeiling();
    }

    function propose(uint8 by, uint8 kind, uint8 about, uint32 value) public {
        if (_proposals.length == PROPOSALS_MAX) return;
        uint8 cityId = _city(by);
        (address target, bytes memory data) = _callOf(kind % 4, _city(about), value);
        CouncilProposal memory act = CouncilProposal({
            cityId: cityId,
            targets: new address[](1),
            calldatas: new bytes[](1),
            descriptionHash: keccak256(abi.encode("proposal", _proposals.length)),
            validBefore: ALWAYS
        });
        (act.targets[0], act.calldatas[0]) = (target, data);
        bytes32 structHash = _digests.councilProposal(act);
        bool allowed = populationAt(cityId, _now) > 0;
        try council.proposeFor(act, _approvalOf(cityId, structHash)) returns (uint256 id) {
            if (!allowed) violation = "a city proposed that does not sit";
            Modelled storage made = _proposals.push();
            (made.id, made.targets, made.calldatas) = (id, act.targets, act.calldatas);
            made.descriptionHash = act.descriptionHash;
            made.membership = target == address(consortium);
            made.proposedAt = _now;
        } catch {
            if (allowed) violation = "a city could not propose";
        }
    }

    function vote(uint8 which, uint8 by, bool second, uint8 how) public {
        if (_proposals.length == 0) return;
        uint256 i = which % _proposals.length;
        uint8 cityId = _city(by);
        Ballot ballot = second ? Ballot.SECOND : Ballot.FIRST;
        CouncilVote memory act = CouncilVote(_proposals[i].id, cityId, ballot, VoteSupport(how % 3), ALWAYS);
        bool allowed = mayVote(i, ballot, cityId);
        try council.voteFor(act, _approvalOf(cityId, _digests.councilVote(act))) {
            if (!allowed) violation = "a vote counts that the rules refuse";
            _proposals[i].votes[uint8(ballot)][cityId] = 1 + how % 3;
            second ? secondVotes += 1 : firstVotes += 1;
        } catch {
            if (allowed) violation = "a vote was refused that the rules allow";
        }
    }

    function ask(uint8 which, uint8 by) public {
        if (_proposals.length == 0) return;
        uint256 i = which % _proposals.length;
        uint8 cityId = _city(by);
        SecondBallotRequest memory act = SecondBallotRequest(_proposals[i].id, cityId, ALWAYS);
        bool allowed = mayAsk(i, cityId);
        try council.requestSecondBallot(act, _approvalOf(cityId, _digests.secondBallotRequest(act))) {
            if (!allowed) violation = "a second ballot was asked that the rules refuse";
            _proposals[i].asked[cityId] = true;
            if (asking(i) >= 4) _proposals[i].obtainedAt = _now;
        } catch {
            if (allowed) violation = "a second ballot was refused that the rules allow";
        }
    }

    /// @notice Every city votes at once, in the ballot that is open: three possible votes and none, two bits each.
    function voteTogether(uint8 which, bool second, uint16 how) public {
        if (_proposals.length == 0) return;
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            uint8 support = uint8(how >> (2 * (cityId - 1))) & 3;
            if (support < 3) vote(which, cityId - 1, second, support);
        }
    }

    /// @notice A first ballot from proposal to its closing, mostly for. A city of the seven may be suspended in it.
    function playFirstBallot(uint8 by, uint8 kind, uint8 about, uint32 value, uint16 against, uint8 leaving) external {
        propose(by, kind, about, value);
        if (_proposals.length == 0) return;
        uint256 last = _proposals.length - 1;
        (uint48 opensAt, uint48 closesAt) = hours_(last, Ballot.FIRST);
        _passTo(opensAt);
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            vote(uint8(last), cityId - 1, false, against & (1 << cityId) == 0 ? 1 : 0);
        }
        if (leaving % 16 < CITIES) changeMember(1, leaving % 16, 0);
        _passTo(closesAt);
    }

    /// @notice The second ballot of a proposal, asked for if need be. A city of the seven may be suspended in it.
    function playSecondBallot(uint8 which, uint16 how, uint8 leaving) external {
        if (_proposals.length == 0) return;
        for (uint8 city = 0; city < 4; ++city) ask(which, city);
        voteTogether(which, true, how);
        if (leaving % 16 < CITIES) changeMember(1, leaving % 16, 0);
        (, uint48 closesAt) = hours_(which % _proposals.length, Ballot.SECOND);
        _passTo(closesAt);
    }

    function passTime(uint32 secondsLater) external {
        _passTo(_now + secondsLater % uint32(PERIOD));
    }

    /// @notice To the second at which the next thing about a proposal can change.
    function passToDecision(uint8 which) external {
        if (_proposals.length > 0) _passTo(decidedAt(which % _proposals.length));
    }

    /// @notice To the second at which a result that was not executed lapses.
    function passToLapse(uint8 which) external {
        if (_proposals.length == 0) return;
        Modelled storage p = _proposals[which % _proposals.length];
        uint48 mayFrom = p.queuedAt == 0 ? decidedAt(which % _proposals.length) : p.queuedAt + TIMELOCK_DELAY;
        _passTo(mayFrom + EXECUTION);
    }

    function queue(uint8 which) public {
        if (_proposals.length == 0) return;
        Modelled storage p = _proposals[which % _proposals.length];
        bool allowed = stateOf(which % _proposals.length) == IGovernor.ProposalState.Succeeded;
        try council.queueProposal(p.targets, p.calldatas, p.descriptionHash) {
            if (!allowed) violation = "a proposal was queued that was not carried";
            p.queuedAt = _now;
        } catch {
            if (allowed) violation = "a carried proposal could not be queued";
        }
    }

    function execute(uint8 which) public {
        if (_proposals.length == 0) return;
        uint256 i = which % _proposals.length;
        Modelled storage p = _proposals[i];
        bool allowed = stateOf(i) == IGovernor.ProposalState.Queued && _now >= p.queuedAt + TIMELOCK_DELAY;
        if (stateOf(i) == IGovernor.ProposalState.Expired) lapses += 1;
        try council.executeProposal(p.targets, p.calldatas, p.descriptionHash) {
            if (!allowed) violation = "an act without its ballot";
            p.executed = true;
            executions += 1;
            _learn(p.targets[0], p.calldatas[0]);
        } catch {
            // The consortium's own rules may refuse what the cities decided; a parameter nobody refuses.
            if (allowed && !p.membership) violation = "a decision was not executed";
        }
    }

    /// @notice Other decisions, taken meanwhile: members come, go and are counted again while ballots are open.
    function changeMember(uint8 kind, uint8 about, uint32 population) public {
        uint8 cityId = _city(about);
        (address target, bytes memory data) = _callOf(1 + kind % 3, cityId, population);
        if (kind % 8 == 7) data = abi.encodeCall(IConsortium.depart, (cityId));
        vm.prank(address(timelock));
        (bool done,) = target.call(data);
        if (done) _learn(target, data);
    }

    /// @notice Whoever is not the council tries the doors.
    function trespass(uint8 which, uint160 who, uint8 about) external {
        (address target, bytes memory data) = _callOf(which % 4, _city(about), 1);
        address stranger = address(who);
        if (stranger == address(timelock) || stranger == address(council) || stranger == address(vm)) return;
        vm.prank(stranger);
        (bool done,) = target.call(data);
        if (done) violation = "somebody acted without the council";
        vm.prank(stranger);
        try timelock.schedule(target, 0, data, 0, 0, TIMELOCK_DELAY) {
            violation = "somebody scheduled without the council";
        } catch {}
    }

    function proposalCount() external view returns (uint256) {
        return _proposals.length;
    }

    /// @notice The contract and the model say the same of every ballot and every proposal.
    function checkProposals() external view returns (bool) {
        for (uint256 i = 0; i < _proposals.length; ++i) {
            if (council.state(_proposals[i].id) != stateOf(i)) return false;
            if (!_isAsCounted(i, Ballot.FIRST) || !_isAsCounted(i, Ballot.SECOND)) return false;
        }
        return true;
    }

    /// @notice Weights never exceed the snapshot, and reach it when every city of it voted and none left.
    function checkWeights() external view returns (bool) {
        for (uint256 i = 0; i < _proposals.length; ++i) {
            BallotResult memory r = council.ballotResult(_proposals[i].id, Ballot.SECOND);
            (uint256 members, uint256 people) = totalAt(_proposals[i].proposedAt - 1);
            uint256 weight = r.votesFor + r.votesAgainst + r.votesAbstain;
            uint256 cities = uint256(r.citiesFor) + r.citiesAgainst + r.citiesAbstain;
            if (weight > people || cities > members || (cities == members && weight != people)) return false;
        }
        return true;
    }

    /// @notice The consortium is what decisions made of it, and nothing else changed the common rule.
    function checkEffects() external view returns (bool) {
        if (programmes.weeklyMinutesCeiling() != ceilingByBallot) return false;
        (uint256 members, uint256 people) = totalAt(_now);
        if (consortium.activeMemberCount() != members || consortium.totalPopulationAt(_now) != people) return false;
        return consortium.getValidators().length == members && timelock.getMinDelay() == TIMELOCK_DELAY;
    }

    function _isAsCounted(uint256 i, Ballot ballot) private view returns (bool) {
        BallotResult memory r = council.ballotResult(_proposals[i].id, ballot);
        Tally memory t = tally(i, ballot);
        (uint48 opensAt, uint48 closesAt) = hours_(i, ballot);
        return r.opensAt == opensAt && r.closesAt == closesAt && r.votesFor == t.votesFor
            && r.votesAgainst == t.votesAgainst && r.votesAbstain == t.votesAbstain && r.citiesFor == t.citiesFor
            && uint256(r.citiesFor) + r.citiesAgainst + r.citiesAbstain == t.cities;
    }

    /// @dev Writes down what was decided, from the call itself.
    function _learn(address target, bytes memory data) private {
        bytes4 selector = bytes4(data);
        if (target == address(programmes)) {
            ceilingByBallot = uint32(_word(data, 0));
            return;
        }
        uint8 cityId = uint8(_word(data, 0));
        if (selector == IConsortium.recordPopulation.selector) _recorded[cityId] = uint32(_word(data, 1));
        bool isActive = consortium.member(cityId).status == MemberStatus.ACTIVE;
        _changes[cityId].push(Change(_now, isActive ? _recorded[cityId] : 0));
    }

    function _callOf(uint8 kind, uint8 cityId, uint32 value) private view returns (address, bytes memory) {
        if (kind == 0) {
            return (address(programmes), abi.encodeCall(IProgrammes.setWeeklyMinutesCeiling, (value)));
        }
        bytes memory data = kind == 1
            ? abi.encodeCall(IConsortium.recordPopulation, (cityId, 1 + value % 150_000))
            : kind == 2 ? abi.encodeCall(IConsortium.suspend, (cityId)) : abi.encodeCall(IConsortium.reinstate, (cityId));
        return (address(consortium), data);
    }

    function _word(bytes memory data, uint256 index) private pure returns (uint256 word) {
        for (uint256 i = 0; i < 32; ++i) word = (word << 8) | uint8(data[4 + 32 * index + i]);
    }

    function _city(uint8 seed) private pure returns (uint8) {
        return 1 + seed % CITIES;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Ballot, VoteSupport} from "../../../contracts/governance/ICouncil.sol";
import {CouncilWorld} from "./CouncilWorld.sol";

/// @notice What the cities know of one proposal without asking the contract.
struct Modelled {
    uint256 id;
    address[] targets;
    bytes[] calldatas;
    bytes32 descriptionHash;
    bool membership;
    uint48 proposedAt;
    uint48 obtainedAt; // the fourth request; 0: none
    uint48 queuedAt;
    bool executed;
    uint8[8][2] votes; // by ballot and city: 0 none, else 1 + support
    bool[8] asked;
}

struct Tally {
    uint256 votesFor;
    uint256 votesAgainst;
    uint256 votesAbstain;
    uint256 citiesFor;
    uint256 cities;
}

/// @notice The rules of the ballots told again, naively: every vote and every change of a member is in a list, and
/// everything is counted from the lists.
abstract contract CouncilModel is CouncilWorld {
    struct Change {
        uint48 at;
        uint32 population; // 0: it does not sit
    }

    Modelled[] internal _proposals;
    mapping(uint8 cityId => Change[]) internal _changes;
    mapping(uint8 cityId => uint32) internal _recorded;

    constructor() {
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            _recorded[cityId] = firstPopulationOf(cityId);
            _changes[cityId].push(Change(_now - 1 days, _recorded[cityId]));
        }
    }

    function populationAt(uint8 cityId, uint48 instant) public view returns (uint256 population) {
        Change[] storage changes = _changes[cityId];
        for (uint256 i = 0; i < changes.length && changes[i].at <= instant; ++i) population = changes[i].population;
    }

    function totalAt(uint48 instant) public view returns (uint256 members, uint256 people) {
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            uint256 population = populationAt(cityId, instant);
            if (population > 0) members += 1;
            people += population;
        }
    }

    function hours_(uint256 i, Ballot ballot) public view returns (uint48 opensAt, uint48 closesAt) {
        Modelled storage p = _proposals[i];
        opensAt = p.proposedAt + DELAY + 1;
        closesAt = opensAt + PERIOD;
        if (ballot == Ballot.FIRST) return (opensAt, closesAt);
        if (p.obtainedAt != 0) return (p.obtainedAt, p.obtainedAt + PERIOD);
        if (_now < closesAt || p.membership || !quorate(i)) return (0, 0);
        Tally memory first = tally(i, Ballot.FIRST);
        uint256 cast = first.votesFor + first.votesAgainst;
        uint256 losing = first.votesFor > first.votesAgainst ? first.votesAgainst : first.votesFor;
        if (cast == 0 || losing * 3 < cast) return (0, 0);
        return (closesAt, closesAt + PERIOD);
    }

    function tally(uint256 i, Ballot ballot) public view returns (Tally memory t) {
        (uint48 opensAt, uint48 closesAt) = hours_(i, ballot);
        if (opensAt == 0) return t;
        uint48 at = _now < closesAt ? _now : closesAt - 1;
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            uint8 vote = _proposals[i].votes[uint8(ballot)][cityId];
            if (vote == 0 || populationAt(cityId, at) == 0) continue;
            uint256 weight = ballot == Ballot.FIRST ? 1 : populationAt(cityId, _proposals[i].proposedAt - 1);
            t.cities += 1;
            if (vote == 1 + uint8(VoteSupport.AGAINST)) t.votesAgainst += weight;
            if (vote == 1 + uint8(VoteSupport.ABSTAIN)) t.votesAbstain += weight;
            if (vote == 1 + uint8(VoteSupport.FOR)) (t.votesFor, t.citiesFor) = (t.votesFor + weight, t.citiesFor + 1);
        }
    }

    function quorate(uint256 i) public view returns (bool) {
        (uint256 members,) = totalAt(_proposals[i].proposedAt - 1);
        return tally(i, Ballot.FIRST).cities * 3 >= members * 2;
    }

    function mayVote(uint256 i, Ballot ballot, uint8 cityId) public view returns (bool) {
        (uint48 opensAt, uint48 closesAt) = hours_(i, ballot);
        return opensAt != 0 && opensAt <= _now && _now < closesAt && sits(i, cityId)
            && _proposals[i].votes[uint8(ballot)][cityId] == 0;
    }

    function mayAsk(uint256 i, uint8 cityId) public view returns (bool) {
        (, uint48 closesAt) = hours_(i, Ballot.FIRST);
        (uint48 secondOpensAt,) = hours_(i, Ballot.SECOND);
        return closesAt <= _now && _now < closesAt + WINDOW && secondOpensAt == 0 && !_proposals[i].membership
            && quorate(i) && sits(i, cityId) && !_proposals[i].asked[cityId];
    }

    function sits(uint256 i, uint8 cityId) public view returns (bool) {
        return populationAt(cityId, _proposals[i].proposedAt - 1) > 0 && populationAt(cityId, _now) > 0;
    }

    function asking(uint256 i) public view returns (uint256 count) {
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            if (_proposals[i].asked[cityId] && populationAt(cityId, _now) > 0) count += 1;
        }
    }

    /// @return whether the cities carried it, as far as one can say now
    function carried(uint256 i) public view returns (bool) {
        (uint256 members, uint256 people) = totalAt(_proposals[i].proposedAt - 1);
        Tally memory first = tally(i, Ballot.FIRST);
        if (!quorate(i)) return false;
        if (_proposals[i].membership) return first.citiesFor * 3 >= members * 2;
        (uint48 secondOpensAt,) = hours_(i, Ballot.SECOND);
        if (secondOpensAt == 0) return first.votesFor > first.votesAgainst;
        Tally memory second = tally(i, Ballot.SECOND);
        return second.votesFor * 2 > people && second.citiesFor >= 4;
    }

    /// @return the first second at which nothing can change the result any more
    function decidedAt(uint256 i) public view returns (uint48) {
        (, uint48 closesAt) = hours_(i, Ballot.FIRST);
        (, uint48 secondClosesAt) = hours_(i, Ballot.SECOND);
        if (secondClosesAt != 0) return secondClosesAt;
        if (_now < closesAt || _proposals[i].membership || !quorate(i)) return closesAt;
        return closesAt + WINDOW;
    }

    function stateOf(uint256 i) public view returns (IGovernor.ProposalState) {
        Modelled storage p = _proposals[i];
        (uint48 opensAt,) = hours_(i, Ballot.FIRST);
        if (p.executed) return IGovernor.ProposalState.Executed;
        if (_now < opensAt) return IGovernor.ProposalState.Pending;
        if (_now < decidedAt(i)) return IGovernor.ProposalState.Active;
        if (!carried(i)) return IGovernor.ProposalState.Defeated;
        uint48 mayFrom = p.queuedAt == 0 ? decidedAt(i) : p.queuedAt + TIMELOCK_DELAY;
        if (_now >= mayFrom + EXECUTION) return IGovernor.ProposalState.Expired;
        return p.queuedAt == 0 ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Queued;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CouncilDoors} from "./CouncilDoors.sol";
import {Ballot, BallotResult, BallotTimes, ICouncil} from "./ICouncil.sol";
import {IConsortium} from "./IConsortium.sol";

/// @notice A proposal's own calendar, fixed when it is made: later changes of the council's times do not move it.
/// Hours are half open: [opensAt, closesAt).
struct Sitting {
    uint48 snapshotAt;
    uint48 opensAt;
    uint48 closesAt;
    uint48 requestsUntil;
    uint48 secondOpensAt; // since four cities asked; 0: they did not
    bool concernsMembership;
    uint32 votingPeriodSeconds;
    uint32 executionWindowSeconds;
    uint256 requests; // a bit per city
}

/// @title How the cities' votes are counted
/// @dev To Governor a voter is an address. A city is named to it by its id: `address(uint160(cityId))`.
/// Votes are kept as one bit per city and weighed when they are read, so that the vote of a member which left, or was
/// suspended, before its ballot closed counts for nothing; what happens after the closing changes no result.
abstract contract CouncilBallots is CouncilDoors {
    /// So many cities obtain a second ballot by asking, and so many must be for in it.
    uint256 internal constant CITIES_IN_DISAGREEMENT = 4;

    IConsortium internal immutable CONSORTIUM;

    BallotTimes internal _times;
    mapping(uint256 proposalId => Sitting) internal _sittings;
    mapping(uint256 proposalId => mapping(Ballot ballot => uint256[3] citiesBySupport)) private _votes;

    constructor(IConsortium consortium) {
        CONSORTIUM = consortium;
    }

    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override returns (string memory) {
        return "support=bravo&quorum=against,for,abstain";
    }

    function votingDelay() public view override returns (uint256) {
        return _times.votingDelaySeconds;
    }

    function votingPeriod() public view override returns (uint256) {
        return _times.votingPeriodSeconds;
    }

    /// @return cities that must take part, by any vote, for a first ballot to count: two thirds of the members
    function quorum(uint256 timepoint) public view override returns (uint256) {
        return (2 * CONSORTIUM.activeMemberCountAt(uint48(timepoint)) + 2) / 3;
    }

    /// @notice The last second that was over when it was proposed: nothing in the proposal's own block changes it.
    function proposalSnapshot(uint256 proposalId) public view override returns (uint256) {
        return _sittings[proposalId].snapshotAt;
    }

    /// @notice The last second before the result is final: of the first ballot, of the request window, or of the
    /// second ballot, as it stands now.
    function proposalDeadline(uint256 proposalId) public view override returns (uint256) {
        Sitting storage sitting = _sittings[proposalId];
        if (sitting.snapshotAt == 0) return 0;
        (, uint48 secondClosesAt) = _hours(proposalId, Ballot.SECOND);
        if (secondClosesAt != 0) return secondClosesAt - 1;
        if (clock() < sitting.closesAt || sitting.concernsMembership || !_quorumReached(proposalId)) {
            return sitting.closesAt - 1;
        }
        return sitting.requestsUntil - 1;
    }

    /// @param account a city, by its id
    function hasVoted(uint256 proposalId, address account) public view override returns (bool) {
        uint8 cityId = uint8(uint160(account));
        return _hasVoted(proposalId, Ballot.FIRST, cityId) || _hasVoted(proposalId, Ballot.SECOND, cityId);
    }

    function _open(uint256 proposalId, bool membership) internal returns (Sitting storage sitting) {
        BallotTimes memory times = _times;
        uint48 opensAt = uint48(clock() + times.votingDelaySeconds + 1);
        uint48 closesAt = uint48(opensAt + times.votingPeriodSeconds);
        sitting = _sittings[proposalId];
        sitting.snapshotAt = clock() - 1;
        sitting.opensAt = opensAt;
        sitting.closesAt = closesAt;
        sitting.requestsUntil = uint48(closesAt + times.requestWindowSeconds);
        sitting.concernsMembership = membership;
        sitting.votingPeriodSeconds = uint32(times.votingPeriodSeconds);
        sitting.executionWindowSeconds = uint32(times.executionWindowSeconds);
    }

    /// @return sitting of a proposal that exists
    function _sitting(uint256 proposalId) internal view returns (Sitting storage sitting) {
        sitting = _sittings[proposalId];
        require(sitting.snapshotAt != 0, IGovernor.GovernorNonexistentProposal(proposalId));
    }

    /// @return opensAt seconds; 0: no such ballot, so far
    /// @return closesAt seconds
    function _hours(uint256 proposalId, Ballot ballot) internal view returns (uint48 opensAt, uint48 closesAt) {
        Sitting storage sitting = _sittings[proposalId];
        if (ballot == Ballot.FIRST) return (sitting.opensAt, sitting.closesAt);
        if (sitting.secondOpensAt != 0) opensAt = sitting.secondOpensAt;
        else if (_isDisputed(proposalId)) opensAt = sitting.closesAt;
        closesAt = opensAt == 0 ? 0 : opensAt + sitting.votingPeriodSeconds;
    }

    /// @dev The first ballot is over, counts, and left a losing side of a third or more of the votes for and against.
    function _isDisputed(uint256 proposalId) internal view returns (bool) {
        Sitting storage sitting = _sittings[proposalId];
        if (clock() < sitting.closesAt || sitting.concernsMembership || !_quorumReached(proposalId)) return false;
        BallotResult memory first = _result(proposalId, Ballot.FIRST);
        uint256 cast = first.votesFor + first.votesAgainst;
        uint256 losing = first.votesFor < first.votesAgainst ? first.votesFor : first.votesAgainst;
        return cast > 0 && losing * 3 >= cast;
    }

    /// @dev A city acts in a proposal if it was a member when it was made and is one now.
    function _sits(uint256 proposalId, uint8 cityId) internal view returns (bool) {
        return CONSORTIUM.isActiveAt(cityId, _sittings[proposalId].snapshotAt)
            && CONSORTIUM.isActiveAt(cityId, clock());
    }

    function _hasVoted(uint256 proposalId, Ballot ballot, uint8 cityId) internal view returns (bool) {
        uint256[3] storage votes = _votes[proposalId][ballot];
        return (votes[0] | votes[1] | votes[2]) & _bitOf(cityId) != 0;
    }

    /// @dev Members that left, or were suspended, when the ballot closes count for nothing.
    function _result(uint256 proposalId, Ballot ballot) internal view returns (BallotResult memory result) {
        (uint48 opensAt, uint48 closesAt) = _hours(proposalId, ballot);
        if (opensAt == 0) return result;
        (result.opensAt, result.closesAt) = (opensAt, closesAt);
        uint256[3] storage votes = _votes[proposalId][ballot];
        uint48 countedAt = _earlier(clock(), closesAt - 1);
        bool byPopulation = ballot == Ballot.SECOND;
        uint48 snapshotAt = byPopulation ? _sittings[proposalId].snapshotAt : 0;
        (result.citiesAgainst, result.votesAgainst) = _weigh(votes[0], countedAt, snapshotAt);
        (result.citiesFor, result.votesFor) = _weigh(votes[1], countedAt, snapshotAt);
        (result.citiesAbstain, result.votesAbstain) = _weigh(votes[2], countedAt, snapshotAt);
    }

    /// @param cities a bit per city
    /// @param activeAt those that are not ACTIVE then are left out
    /// @param snapshotAt of their populations; 0: a vote each
    function _weigh(uint256 cities, uint48 activeAt, uint48 snapshotAt)
        internal
        view
        returns (uint8 count, uint256 weight)
    {
        for (uint256 cityId = 0; cities != 0; (cities >>= 1, ++cityId)) {
            if (cities & 1 == 0 || !CONSORTIUM.isActiveAt(uint8(cityId), activeAt)) continue;
            count += 1;
            weight += snapshotAt == 0 ? 1 : CONSORTIUM.populationAt(uint8(cityId), snapshotAt);
        }
    }

    /// @inheritdoc Governor
    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        BallotResult memory first = _result(proposalId, Ballot.FIRST);
        uint256 cities = uint256(first.citiesFor) + first.citiesAgainst + first.citiesAbstain;
        return cities >= quorum(_sittings[proposalId].snapshotAt);
    }

    /// @inheritdoc Governor
    /// @dev The bars are those of the snapshot: a member that leaves takes its vote along, and lowers no bar.
    function _voteSucceeded(uint256 proposalId) internal view override returns (bool) {
        Sitting storage sitting = _sittings[proposalId];
        BallotResult memory second = _result(proposalId, Ballot.SECOND);
        if (second.opensAt != 0) {
            return second.votesFor * 2 > CONSORTIUM.totalPopulationAt(sitting.snapshotAt)
                && second.citiesFor >= CITIES_IN_DISAGREEMENT;
        }
        BallotResult memory first = _result(proposalId, Ballot.FIRST);
        if (sitting.concernsMembership) return first.citiesFor >= quorum(sitting.snapshotAt);
        return first.votesFor > first.votesAgainst;
    }

    /// @inheritdoc Governor
    /// @return people of the city at the timepoint: its weight in a second ballot
    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        return CONSORTIUM.populationAt(uint8(uint160(account)), uint48(timepoint));
    }

    /// @inheritdoc Governor
    /// @dev Two ballots of a proposal are never open at once.
    function _countVote(uint256 proposalId, address account, uint8 support, uint256 population, bytes memory)
        internal
        override
        returns (uint256 weight)
    {
        Ballot ballot = clock() < _sittings[proposalId].closesAt ? Ballot.FIRST : Ballot.SECOND;
        _votes[proposalId][ballot][support] |= _bitOf(uint8(uint160(account)));
        return ballot == Ballot.FIRST ? 1 : population;
    }

    function _bitOf(uint8 cityId) internal pure returns (uint256) {
        return 1 << cityId;
    }

    function _earlier(uint48 a, uint48 b) internal pure returns (uint48) {
        return a < b ? a : b;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {Powers} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {CouncilActs} from "./CouncilActs.sol";
import {CouncilBallots, Sitting} from "./CouncilBallots.sol";
import {CouncilCalls, Seats} from "./CouncilCalls.sol";
import {IConsortium} from "./IConsortium.sol";
import {Ballot, BallotResult, BallotTimes, CouncilProposal, CouncilVote, ICouncil, SecondBallotRequest} from "./ICouncil.sol";

/// @title The council of the member cities
/// @dev The timelock must know this contract as its only proposer and its only executor: whoever else executes there
/// would bring a lapsed decision back.
contract Council is ICouncil, CouncilBallots {
    uint64 private constant SECONDS_MIN = 1 minutes;
    uint64 private constant SECONDS_MAX = 90 days;

    IAuthority private immutable AUTHORITY;

    constructor(IConsortium consortium, IAuthority authority, TimelockController timelock_, BallotTimes memory times)
        Governor("Maille")
        GovernorTimelockControl(timelock_)
        CouncilBallots(consortium)
    {
        AUTHORITY = authority;
        _setTimes(times);
    }

    /// @inheritdoc ICouncil
    function proposeFor(CouncilProposal calldata act, Approval[] calldata approvals)
        external
        returns (uint256 proposalId)
    {
        _checkApproved(act.cityId, CouncilActs.hash(act), act.validBefore, approvals);
        require(CONSORTIUM.isActiveAt(act.cityId, clock()), CouncilNotMember(act.cityId));
        bool membership = _checkCalls(act.targets, act.calldatas);

        proposalId = _propose(
            act.targets,
            new uint256[](act.targets.length),
            act.calldatas,
            _descriptionOf(act.descriptionHash),
            address(uint160(act.cityId))
        );
        Sitting storage sitting = _open(proposalId, membership);
        emit CouncilProposed(
            proposalId,
            act.cityId,
            act.descriptionHash,
            membership,
            sitting.snapshotAt,
            sitting.opensAt,
            sitting.closesAt,
            approvals[0].officer
        );
    }

    /// @inheritdoc ICouncil
    function voteFor(CouncilVote calldata act, Approval[] calldata approvals) external {
        _checkApproved(act.cityId, CouncilActs.hash(act), act.validBefore, approvals);
        _sitting(act.proposalId);
        (uint48 opensAt, uint48 closesAt) = _hours(act.proposalId, act.ballot);
        bool isOpen = opensAt != 0 && opensAt <= clock() && clock() < closesAt;
        require(isOpen, CouncilBallotClosed(act.proposalId, act.ballot));
        require(_sits(act.proposalId, act.cityId), CouncilNotMember(act.cityId));
        bool voted = _hasVoted(act.proposalId, act.ballot, act.cityId);
        require(!voted, CouncilAlreadyVoted(act.proposalId, act.cityId, act.ballot));

        uint256 weight = _castVote(act.proposalId, address(uint160(act.cityId)), uint8(act.support), "");
        emit CouncilVoted(act.proposalId, act.cityId, act.ballot, act.support, weight, approvals[0].officer);
    }

    /// @inheritdoc ICouncil
    function requestSecondBallot(SecondBallotRequest calldata act, Approval[] calldata approvals) external {
        _checkApproved(act.cityId, CouncilActs.hash(act), act.validBefore, approvals);
        Sitting storage sitting = _sitting(act.proposalId);
        require(_mayBeRequested(act.proposalId, sitting), CouncilSecondBallotRefused(act.proposalId));
        require(_sits(act.proposalId, act.cityId), CouncilNotMember(act.cityId));
        uint256 bit = _bitOf(act.cityId);
        require(sitting.requests & bit == 0, CouncilAlreadyRequested(act.proposalId, act.cityId));

        sitting.requests |= bit;
        (uint8 asking,) = _weigh(sitting.requests, clock(), 0);
        if (asking >= CITIES_IN_DISAGREEMENT) sitting.secondOpensAt = clock();
        emit SecondBallotRequested(act.proposalId, act.cityId, approvals[0].officer);
        if (sitting.secondOpensAt != 0) {
            (uint48 opensAt, uint48 closesAt) = _hours(act.proposalId, Ballot.SECOND);
            emit SecondBallotObtained(act.proposalId, opensAt, closesAt);
        }
    }

    /// @inheritdoc ICouncil
    function queueProposal(address[] calldata targets, bytes[] calldata calldatas, bytes32 descriptionHash) external {
        queue(targets, new uint256[](targets.length), calldatas, _governorHashOf(descriptionHash));
    }

    /// @inheritdoc ICouncil
    function executeProposal(address[] calldata targets, bytes[] calldata calldatas, bytes32 descriptionHash) external {
        execute(targets, new uint256[](targets.length), calldatas, _governorHashOf(descriptionHash));
    }

    /// @inheritdoc ICouncil
    function changeBallotTimes(BallotTimes calldata times) external onlyGovernance {
        _setTimes(times);
    }

    /// @notice Governor's state, with the second ballot as part of the voting, and `Expired` once a result has lapsed.
    function state(uint256 proposalId) public view override returns (ProposalState current) {
        Sitting storage sitting = _sitting(proposalId);
        if (clock() < sitting.opensAt) return ProposalState.Pending;
        current = super.state(proposalId);
        bool isQueued = current == ProposalState.Queued;
        if (!isQueued && current != ProposalState.Succeeded) return current;
        uint256 mayFrom = isQueued ? proposalEta(proposalId) : proposalDeadline(proposalId) + 1;
        if (clock() >= mayFrom + sitting.executionWindowSeconds) return ProposalState.Expired;
    }

    /// @inheritdoc ICouncil
    function ballotTimes() external view returns (BallotTimes memory) {
        return _times;
    }

    /// @inheritdoc ICouncil
    function proposalIdOf(address[] calldata targets, bytes[] calldata calldatas, bytes32 descriptionHash)
        external
        pure
        returns (uint256)
    {
        return hashProposal(targets, new uint256[](targets.length), calldatas, _governorHashOf(descriptionHash));
    }

    /// @inheritdoc ICouncil
    function concernsMembership(uint256 proposalId) external view returns (bool) {
        return _sittings[proposalId].concernsMembership;
    }

    /// @inheritdoc ICouncil
    function proposingCity(uint256 proposalId) external view returns (uint8) {
        return uint8(uint160(proposalProposer(proposalId)));
    }

    /// @inheritdoc ICouncil
    function ballotResult(uint256 proposalId, Ballot ballot) external view returns (BallotResult memory) {
        return _result(proposalId, ballot);
    }

    /// @inheritdoc ICouncil
    function hasVotedIn(uint256 proposalId, Ballot ballot, uint8 cityId) external view returns (bool) {
        return _hasVoted(proposalId, ballot, cityId);
    }

    /// @inheritdoc ICouncil
    function hasSecondBallot(uint256 proposalId) external view returns (bool) {
        (uint48 opensAt,) = _hours(proposalId, Ballot.SECOND);
        return opensAt != 0;
    }

    /// @inheritdoc ICouncil
    function requestCount(uint256 proposalId) external view returns (uint256 cities) {
        Sitting storage sitting = _sittings[proposalId];
        (cities,) = _weigh(sitting.requests, _earlier(clock(), sitting.requestsUntil), 0);
    }

    function _checkApproved(uint8 cityId, bytes32 structHash, uint64 validBefore, Approval[] calldata approvals)
        private
        view
    {
        AUTHORITY.checkApprovals(
            cityId, Powers.COUNCIL, _hashTypedDataV4(structHash), validBefore, approvals, 1
        );
    }

    /// @return membership whether one of the calls concerns it: then all are decided as it is
    function _checkCalls(address[] calldata targets, bytes[] calldata calldatas) private view returns (bool membership) {
        uint256 calls = targets.length;
        bool isWhole = calls > 0 && calls == calldatas.length;
        require(isWhole, GovernorInvalidProposalLength(calls, calldatas.length, calls));
        require(calls <= CouncilCalls.CALLS_MAX, CouncilProposalTooLarge(calls, CouncilCalls.CALLS_MAX));
        Seats memory seats = Seats(address(CONSORTIUM), address(AUTHORITY), timelock(), address(this));
        for (uint256 i = 0; i < calls; ++i) {
            if (CouncilCalls.check(seats, targets[i], calldatas[i])) membership = true;
        }
    }

    /// @dev Only a first ballot that counted can be appealed from, and once.
    function _mayBeRequested(uint256 proposalId, Sitting storage sitting) private view returns (bool) {
        return sitting.closesAt <= clock() && clock() < sitting.requestsUntil && !sitting.concernsMembership
            && sitting.secondOpensAt == 0 && _quorumReached(proposalId) && !_isDisputed(proposalId);
    }

    function _setTimes(BallotTimes memory times) private {
        _checkSeconds(times.votingDelaySeconds, 0);
        _checkSeconds(times.votingPeriodSeconds, SECONDS_MIN);
        _checkSeconds(times.requestWindowSeconds, 0);
        _checkSeconds(times.executionWindowSeconds, SECONDS_MIN);
        _times = times;
        emit BallotTimesChanged(times);
    }

    /// @dev Times beyond reason would leave no council that could set them right.
    function _checkSeconds(uint64 given, uint64 minimum) private pure {
        require(minimum <= given && given <= SECONDS_MAX, CouncilTimesRefused(given, minimum, SECONDS_MAX));
    }

    /// @dev Governor wants a text: it is given the hash, in hexadecimal, so that none is kept on chain [X1].
    function _descriptionOf(bytes32 descriptionHash) private pure returns (string memory) {
        return Strings.toHexString(uint256(descriptionHash), 32);
    }

    function _governorHashOf(bytes32 descriptionHash) private pure returns (bytes32) {
        return keccak256(bytes(_descriptionOf(descriptionHash)));
    }
}

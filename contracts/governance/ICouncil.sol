// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Approval} from "../values/Signatures.sol";

enum Ballot {
    FIRST, // one city, one vote
    SECOND // by population, after serious disagreement
}

/// @notice As OpenZeppelin's GovernorCountingSimple numbers them.
enum VoteSupport {
    AGAINST,
    FOR,
    ABSTAIN
}

/// @notice A COUNCIL officer proposes, for its city, calls that the timelock would make. The text that people read is
/// kept by the cities; the chain holds its hash [X1].
struct CouncilProposal {
    uint8 cityId;
    address[] targets;
    bytes[] calldatas;
    bytes32 descriptionHash; // keccak256 of the text with its salt
    uint64 validBefore; // seconds
}

struct CouncilVote {
    uint256 proposalId;
    uint8 cityId;
    Ballot ballot;
    VoteSupport support;
    uint64 validBefore;
}

/// @notice A city that holds a first ballot for seriously disputed asks for the second. Four together obtain it.
struct SecondBallotRequest {
    uint256 proposalId;
    uint8 cityId;
    uint64 validBefore;
}

struct BallotTimes {
    uint64 votingDelaySeconds; // between proposal and first ballot
    uint64 votingPeriodSeconds; // of each ballot
    uint64 requestWindowSeconds; // after the first ballot, for asking for the second
    uint64 executionWindowSeconds; // a result not executed by then lapses
}

struct BallotResult {
    uint64 opensAt; // seconds; 0: no such ballot
    uint64 closesAt;
    uint256 votesFor; // cities, or people in the second ballot
    uint256 votesAgainst;
    uint256 votesAbstain;
    uint8 citiesFor;
    uint8 citiesAgainst;
    uint8 citiesAbstain;
}

/// @title The council of the member cities
/// @notice OpenZeppelin's Governor with a timelock; what it decides, the timelock does. Membership and validators are
/// decided by the first ballot only, at two thirds of the members. Anything else: a majority of the votes cast in the
/// first ballot, or, after serious disagreement, a majority of the population and at least four cities in the second.
/// Quorum: two thirds of the members. Governor's own doors (`propose`, `castVote…`, `cancel`, `relay`) are closed.
interface ICouncil {
    error CouncilDoorClosed();
    error CouncilNotMember(uint8 cityId);
    error CouncilBallotClosed(uint256 proposalId, Ballot ballot);
    error CouncilAlreadyVoted(uint256 proposalId, uint8 cityId, Ballot ballot);
    error CouncilAlreadyRequested(uint256 proposalId, uint8 cityId);
    error CouncilSecondBallotRefused(uint256 proposalId);
    error CouncilTargetRefused(address target, bytes4 selector);
    error CouncilProposalTooLarge(uint256 calls, uint256 limit);
    error CouncilTimesRefused(uint64 givenSeconds, uint64 minimumSeconds, uint64 maximumSeconds);

    event CouncilProposed(
        uint256 indexed proposalId,
        uint8 indexed cityId,
        bytes32 descriptionHash,
        bool concernsMembership,
        uint64 snapshotAt,
        uint64 opensAt,
        uint64 closesAt,
        address officer
    );
    event CouncilVoted(
        uint256 indexed proposalId, uint8 indexed cityId, Ballot ballot, VoteSupport support, uint256 weight, address officer
    );
    event SecondBallotRequested(uint256 indexed proposalId, uint8 indexed cityId, address officer);
    /// @notice The fourth request was made. A second ballot that follows from a third of the votes has no event: it
    /// opens when the first closes.
    event SecondBallotObtained(uint256 indexed proposalId, uint64 opensAt, uint64 closesAt);
    event BallotTimesChanged(BallotTimes times);

    function proposeFor(CouncilProposal calldata act, Approval[] calldata approvals) external returns (uint256 proposalId);
    function voteFor(CouncilVote calldata act, Approval[] calldata approvals) external;
    function requestSecondBallot(SecondBallotRequest calldata act, Approval[] calldata approvals) external;
    /// @notice Anyone, once it has succeeded: the timelock's delay begins.
    function queueProposal(address[] calldata targets, bytes[] calldata calldatas, bytes32 descriptionHash) external;
    /// @notice Anyone, once the delay is over, and before it lapses.
    function executeProposal(address[] calldata targets, bytes[] calldata calldatas, bytes32 descriptionHash) external;

    /// @notice The timelock only, by a decision of the council. Proposals that are open keep their times.
    function changeBallotTimes(BallotTimes calldata times) external;

    function ballotTimes() external view returns (BallotTimes memory);
    /// @return the id that such a proposal has, or would have:
    /// keccak256(abi.encode(targets, uint256[] of zeros, calldatas, keccak256(text))), where text is `descriptionHash`
    /// as 66 characters: 0x and lower-case hexadecimal digits
    function proposalIdOf(address[] calldata targets, bytes[] calldata calldatas, bytes32 descriptionHash)
        external
        pure
        returns (uint256);
    function concernsMembership(uint256 proposalId) external view returns (bool);
    /// @return the city that proposed, 0 when there is none such
    function proposingCity(uint256 proposalId) external view returns (uint8);
    function ballotResult(uint256 proposalId, Ballot ballot) external view returns (BallotResult memory);
    function hasVotedIn(uint256 proposalId, Ballot ballot, uint8 cityId) external view returns (bool);
    /// @return whether there is, or was, a second ballot
    function hasSecondBallot(uint256 proposalId) external view returns (bool);
    function requestCount(uint256 proposalId) external view returns (uint256);
}

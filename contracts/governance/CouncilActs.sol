// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {CouncilProposal, CouncilVote, SecondBallotRequest} from "./ICouncil.sol";

/// @notice EIP-712 struct hashes of what a city's COUNCIL officer signs: the only place of their typehashes.
library CouncilActs {
    bytes32 internal constant PROPOSAL_TYPEHASH = keccak256(
        "CouncilProposal(uint8 cityId,address[] targets,bytes[] calldatas,bytes32 descriptionHash,uint64 validBefore)"
    );
    bytes32 internal constant VOTE_TYPEHASH =
        keccak256("CouncilVote(uint256 proposalId,uint8 cityId,uint8 ballot,uint8 support,uint64 validBefore)");
    bytes32 internal constant REQUEST_TYPEHASH =
        keccak256("SecondBallotRequest(uint256 proposalId,uint8 cityId,uint64 validBefore)");

    function hash(CouncilProposal calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                PROPOSAL_TYPEHASH,
                act.cityId,
                keccak256(abi.encodePacked(act.targets)),
                _hashEach(act.calldatas),
                act.descriptionHash,
                act.validBefore
            )
        );
    }

    function hash(CouncilVote calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(VOTE_TYPEHASH, act.proposalId, act.cityId, act.ballot, act.support, act.validBefore)
        );
    }

    function hash(SecondBallotRequest calldata act) internal pure returns (bytes32) {
        return keccak256(abi.encode(REQUEST_TYPEHASH, act.proposalId, act.cityId, act.validBefore));
    }

    /// @dev An array of `bytes` is the hash of its members' hashes (EIP-712).
    function _hashEach(bytes[] calldata members) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](members.length);
        for (uint256 i = 0; i < members.length; ++i) {
            hashes[i] = keccak256(members[i]);
        }
        return keccak256(abi.encodePacked(hashes));
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ICouncil} from "./ICouncil.sol";

/// @title Governor with the doors closed that a city does not use
/// @notice Governor believes its sender; here only signatures of COUNCIL officers count (D6), and no text enters [X1].
/// `queue` and `execute` stay open: they do what `queueProposal` and `executeProposal` do, for anyone.
abstract contract CouncilDoors is GovernorTimelockControl {
    function propose(address[] memory, uint256[] memory, bytes[] memory, string memory)
        public
        pure
        override
        returns (uint256)
    {
        revert ICouncil.CouncilDoorClosed();
    }

    /// @dev What the cities voted is executed or lapses; nobody takes it back.
    function cancel(address[] memory, uint256[] memory, bytes[] memory, bytes32)
        public
        pure
        override
        returns (uint256)
    {
        revert ICouncil.CouncilDoorClosed();
    }

    function castVote(uint256, uint8) public pure override returns (uint256) {
        revert ICouncil.CouncilDoorClosed();
    }

    function castVoteWithReason(uint256, uint8, string calldata) public pure override returns (uint256) {
        revert ICouncil.CouncilDoorClosed();
    }

    function castVoteWithReasonAndParams(uint256, uint8, string calldata, bytes memory)
        public
        pure
        override
        returns (uint256)
    {
        revert ICouncil.CouncilDoorClosed();
    }

    function castVoteBySig(uint256, uint8, address, bytes memory) public pure override returns (uint256) {
        revert ICouncil.CouncilDoorClosed();
    }

    function castVoteWithReasonAndParamsBySig(uint256, uint8, address, string calldata, bytes memory, bytes memory)
        public
        pure
        override
        returns (uint256)
    {
        revert ICouncil.CouncilDoorClosed();
    }

    /// @dev The council acts through its timelock only.
    function relay(address, uint256, bytes calldata) public payable override {
        revert ICouncil.CouncilDoorClosed();
    }

    /// @dev Another timelock would hold none of the consortium's roles: the council would decide nothing any more.
    function updateTimelock(TimelockController) public pure override {
        revert ICouncil.CouncilDoorClosed();
    }

    function onERC721Received(address, address, uint256, bytes memory) public pure override returns (bytes4) {
        revert ICouncil.CouncilDoorClosed();
    }

    function onERC1155Received(address, address, uint256, uint256, bytes memory) public pure override returns (bytes4) {
        revert ICouncil.CouncilDoorClosed();
    }

    function onERC1155BatchReceived(address, address, uint256[] memory, uint256[] memory, bytes memory)
        public
        pure
        override
        returns (bytes4)
    {
        revert ICouncil.CouncilDoorClosed();
    }
}

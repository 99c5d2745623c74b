// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {AccountActs} from "../../../contracts/accounts/AccountActs.sol";
import {AccountStatusChange, SignerRemoval} from "../../../contracts/accounts/IAccounts.sol";
import {ClearingActs} from "../../../contracts/clearing/ClearingActs.sol";
import {SideChange} from "../../../contracts/clearing/IClearingHouse.sol";
import {CouncilActs} from "../../../contracts/governance/CouncilActs.sol";
import {EmergencyPauseActs} from "../../../contracts/governance/EmergencyPauseActs.sol";
import {CouncilProposal, CouncilVote, SecondBallotRequest} from "../../../contracts/governance/ICouncil.sol";
import {PauseRequest} from "../../../contracts/participants/IEmergencyPause.sol";
import {
    Accreditation,
    InstitutionUpdate,
    TerminalEnrolment,
    TerminalRemoval
} from "../../../contracts/participants/IParticipants.sol";
import {ParticipantActs} from "../../../contracts/participants/ParticipantActs.sol";
import {AllotmentChange, ProgrammeOpening} from "../../../contracts/points/IProgrammes.sol";
import {ProgrammeActs} from "../../../contracts/points/ProgrammeActs.sol";
import {ChargeHash} from "../../../contracts/redemptions/ChargeHash.sol";
import {Charge, Consent, RedemptionVoid, Refund} from "../../../contracts/redemptions/IRedemptionDesk.sol";

/// @notice What test actors sign. Our hash libraries read calldata: an external call turns memory into it.
contract Digests {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    function toSign(bytes32 structHash, address verifyingContract) public view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256("Maille"), keccak256("1"), block.chainid, verifyingContract)
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function charge(Charge calldata act) external pure returns (bytes32) {
        return ChargeHash.hash(act);
    }

    function consent(Consent calldata act) external pure returns (bytes32) {
        return ChargeHash.hash(act);
    }

    function redemptionVoid(RedemptionVoid calldata act) external pure returns (bytes32) {
        return ChargeHash.hash(act);
    }

    function refund(Refund calldata act) external pure returns (bytes32) {
        return ChargeHash.hash(act);
    }

    function accreditation(Accreditation calldata act) external pure returns (bytes32) {
        return ParticipantActs.hash(act);
    }

    function institutionUpdate(InstitutionUpdate calldata act) external pure returns (bytes32) {
        return ParticipantActs.hash(act);
    }

    function terminalEnrolment(TerminalEnrolment calldata act) external pure returns (bytes32) {
        return ParticipantActs.hash(act);
    }

    function terminalRemoval(TerminalRemoval calldata act) external pure returns (bytes32) {
        return ParticipantActs.hash(act);
    }

    function accountStatusChange(AccountStatusChange calldata act) external pure returns (bytes32) {
        return AccountActs.hash(act);
    }

    function signerRemoval(SignerRemoval calldata act) external pure returns (bytes32) {
        return AccountActs.hash(act);
    }

    function programmeOpening(ProgrammeOpening calldata act) external pure returns (bytes32) {
        return ProgrammeActs.hash(act);
    }

    function allotmentChange(AllotmentChange calldata act) external pure returns (bytes32) {
        return ProgrammeActs.hash(act);
    }

    function sideChange(SideChange calldata act) external pure returns (bytes32) {
        return ClearingActs.hash(act);
    }

    function pauseRequest(PauseRequest calldata act) external pure returns (bytes32) {
        return EmergencyPauseActs.hash(act);
    }

    function councilProposal(CouncilProposal calldata act) external pure returns (bytes32) {
        return CouncilActs.hash(act);
    }

    function councilVote(CouncilVote calldata act) external pure returns (bytes32) {
        return CouncilActs.hash(act);
    }

    function secondBallotRequest(SecondBallotRequest calldata act) external pure returns (bytes32) {
        return CouncilActs.hash(act);
    }
}

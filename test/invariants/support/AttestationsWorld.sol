// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EAS} from "@ethereum-attestation-service/eas-contracts/contracts/EAS.sol";
import {SchemaRegistry} from "@ethereum-attestation-service/eas-contracts/contracts/SchemaRegistry.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {AccountActs} from "../../../contracts/accounts/AccountActs.sol";
import {Accounts} from "../../../contracts/accounts/Accounts.sol";
import {AccountKind, Appointment, IAccounts, Opening, SignerKind} from "../../../contracts/accounts/IAccounts.sol";
import {InstitutionAccounts} from "../../../contracts/accounts/InstitutionAccounts.sol";
import {EarningSheets} from "../../../contracts/attestations/EarningSheets.sol";
import {ServiceExchanges} from "../../../contracts/attestations/ServiceExchanges.sol";
import {EmergencyPause} from "../../../contracts/governance/EmergencyPause.sol";
import {IConsortium} from "../../../contracts/governance/IConsortium.sol";
import {Authority} from "../../../contracts/participants/Authority.sol";
import {IParticipants} from "../../../contracts/participants/IParticipants.sol";
import {Participants} from "../../../contracts/participants/Participants.sol";
import {AllotmentChange, ProgrammeOpening, ProgrammeUnit, Rate, Resolution} from "../../../contracts/points/IProgrammes.sol";
import {Points} from "../../../contracts/points/Points.sol";
import {ProgrammeActs} from "../../../contracts/points/ProgrammeActs.sol";
import {Programmes} from "../../../contracts/points/Programmes.sol";
import {Powers, Roles} from "../../../contracts/values/Powers.sol";
import {Approval, SignerProof} from "../../../contracts/values/Signatures.sol";
import {vm} from "./Vm.sol";

/// @notice The real contracts with two cities, an organization each (the city's own institution), a programme each and
/// residents. Every account's only key is the plain account of its private key.
contract AttestationsWorld {
    using ProgrammeActs for ProgrammeOpening;
    using ProgrammeActs for AllotmentChange;

    uint256 internal constant START = 1_790_000_000;
    uint64 internal constant ALWAYS = type(uint64).max;
    uint32 internal constant WINDOW_SECONDS = 14 days;
    uint128 internal constant BUDGET_POINTS = 8_000;
    uint128 internal constant WEEKLY_CEILING_POINTS = 500;
    uint8 public constant BROSSARD = 1;
    uint8 public constant MAGOG = 2;
    uint256 internal constant RESIDENT_COUNT = 3;
    uint256 internal constant OFFICER_KEY = 1_000;
    uint256 internal constant SECOND_OFFICER_KEY = 2_000;
    uint256 internal constant COORDINATOR_KEY = 3_000;
    uint256 internal constant RESIDENT_KEY = 4_000;

    EAS public eas;
    Authority public authority;
    InstitutionAccounts public institutionAccounts;
    Accounts public accounts;
    Participants public participants;
    Points public points;
    Programmes public programmes;
    EarningSheets public sheets;
    ServiceExchanges public exchanges;
    mapping(uint8 cityId => address) public institutionOf;
    mapping(uint8 cityId => bytes32) public programmeOf;

    /// @notice Called once, before anything else. Not a constructor: signing an act needs this contract's own functions.
    function found() external {
        vm.warp(START);
        _deploy();
        _allowSpending();
        _foundCity(BROSSARD);
        _foundCity(MAGOG);
        for (uint256 i = 0; i < RESIDENT_COUNT; ++i) _openAccount(cityOfResident(i), RESIDENT_KEY + i, AccountKind.RESIDENT);
        this.openProgramme(BROSSARD);
        this.openProgramme(MAGOG);
    }

    function resident(uint256 i) public pure returns (address) {
        return vm.addr(RESIDENT_KEY + i);
    }

    function cityOfResident(uint256 i) public pure returns (uint8) {
        return i % 2 == 0 ? BROSSARD : MAGOG;
    }

    /// @dev External, so that the acts are calldata for the libraries that hash them.
    function openProgramme(uint8 cityId) external {
        Resolution memory resolution = Resolution({year: 2026, number: 100, documentHash: keccak256("resolution")});
        ProgrammeOpening memory act = ProgrammeOpening({
            cityId: cityId,
            ordinal: 0,
            unit: ProgrammeUnit.MINUTE,
            resolution: resolution,
            rate: Rate({points: 100, quantity: 60}),
            budgetPoints: BUDGET_POINTS,
            weeklyCeilingPoints: WEEKLY_CEILING_POINTS,
            startsAt: uint64(START - 365 days),
            endsAt: uint64(START + 3650 days),
            pendingSeconds: WINDOW_SECONDS,
            validBefore: ALWAYS
        });
        programmes.open(act, _approvals(cityId, digestOf(programmes, this.hashOpening(act)), 2));
        bytes32 programmeId = programmes.programmeIdOf(cityId, 2026, 100, 0);
        programmeOf[cityId] = programmeId;
        AllotmentChange memory change = AllotmentChange({
            programmeId: programmeId,
            institution: institutionOf[cityId],
            allottedPoints: BUDGET_POINTS,
            revision: 0,
            validBefore: ALWAYS
        });
        programmes.changeAllotment(change, _approvals(cityId, digestOf(programmes, this.hashAllotment(change)), 1));
    }

    function hashOpening(ProgrammeOpening calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function hashAllotment(AllotmentChange calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function hashAppointment(Appointment calldata act) external pure returns (bytes32) {
        return AccountActs.hash(act);
    }

    function digestOf(EIP712 verifier, bytes32 structHash) public view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address contract_,,) = verifier.eip712Domain();
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                contract_
            )
        );
        return MessageHashUtils.toTypedDataHash(separator, structHash);
    }

    function _deploy() private {
        SchemaRegistry schemaRegistry = new SchemaRegistry();
        eas = new EAS(schemaRegistry);
        uint64 nonce = vm.getNonce(address(this));
        authority = new Authority(address(this), IAccounts(vm.computeCreateAddress(address(this), nonce + 2)));
        institutionAccounts = new InstitutionAccounts(authority, eas);
        IParticipants predicted = IParticipants(vm.computeCreateAddress(address(this), nonce + 3));
        accounts = new Accounts(authority, predicted, address(0xAA), address(0xBB));
        participants = new Participants(authority, accounts, institutionAccounts);
        points = new Points(authority);
        programmes = new Programmes(authority, participants, WINDOW_SECONDS);
        // Nobody asks for a pause in this world, so no consortium is called.
        EmergencyPause pause = new EmergencyPause(authority, IConsortium(address(0)));
        sheets = new EarningSheets(
            eas, schemaRegistry, authority, participants, accounts, institutionAccounts, programmes, points, pause
        );
        exchanges = new ServiceExchanges(eas, schemaRegistry, authority, accounts, points);
        authority.grantRole(Roles.REGISTRAR, address(participants));
        authority.grantRole(Roles.SHEETS, address(sheets));
        authority.grantRole(Roles.DOOR, address(sheets));
        authority.grantRole(Roles.MOVER, address(sheets));
        authority.grantRole(Roles.MOVER, address(exchanges));
    }

    function _allowSpending() private {
        accounts.setCapParameters(SignerKind.FULL, 5_000, 5_000, 20_000);
    }

    function _foundCity(uint8 cityId) private {
        bytes32 salt = bytes32(uint256(cityId));
        participants.addCity(cityId, 10_000, keccak256(abi.encode(cityId)), salt);
        institutionOf[cityId] = participants.city(cityId).institution;
        _openAccount(cityId, OFFICER_KEY + cityId, AccountKind.STAFF);
        _openAccount(cityId, SECOND_OFFICER_KEY + cityId, AccountKind.STAFF);
        authority.grantFounding(cityId, Powers.PROGRAMME, vm.addr(OFFICER_KEY + cityId));
        authority.grantFounding(cityId, Powers.PROGRAMME, vm.addr(SECOND_OFFICER_KEY + cityId));
        authority.grantFounding(cityId, Powers.ACCREDIT, vm.addr(OFFICER_KEY + cityId));
        Appointment memory act = Appointment({
            institution: institutionOf[cityId],
            signer: abi.encodePacked(vm.addr(COORDINATOR_KEY + cityId)),
            appointed: true,
            revision: accounts.account(institutionOf[cityId]).revision,
            validBefore: ALWAYS
        });
        accounts.appoint(act, _approvals(cityId, digestOf(accounts, this.hashAppointment(act)), 1));
    }

    function _openAccount(uint8 cityId, uint256 key, AccountKind kind) private {
        address holder = vm.addr(key);
        accounts.openFounding(cityId, Opening(holder, kind, SignerKind.FULL, abi.encodePacked(holder)));
    }

    function _approvals(uint8 cityId, bytes32 digest, uint256 count) internal pure returns (Approval[] memory approvals) {
        approvals = new Approval[](count);
        for (uint256 i = 0; i < count; ++i) {
            SignerProof memory proof = _sign((i == 0 ? OFFICER_KEY : SECOND_OFFICER_KEY) + cityId, digest);
            approvals[i] = Approval(address(bytes20(proof.signer)), proof.signer, proof.signature);
        }
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (SignerProof memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return SignerProof(abi.encodePacked(vm.addr(key)), abi.encodePacked(r, s, v));
    }
}

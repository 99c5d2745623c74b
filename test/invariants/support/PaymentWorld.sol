// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IEAS} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import {Accounts} from "../../../contracts/accounts/Accounts.sol";
import {AccountKind, Opening, SignerKind} from "../../../contracts/accounts/IAccounts.sol";
import {InstitutionAccounts} from "../../../contracts/accounts/InstitutionAccounts.sol";
import {ClearingHouse} from "../../../contracts/clearing/ClearingHouse.sol";
import {EmergencyPause} from "../../../contracts/governance/EmergencyPause.sol";
import {IConsortium} from "../../../contracts/governance/IConsortium.sol";
import {Authority} from "../../../contracts/participants/Authority.sol";
import {Accreditation, InstitutionKind, TerminalEnrolment} from "../../../contracts/participants/IParticipants.sol";
import {Participants} from "../../../contracts/participants/Participants.sol";
import {
    AllotmentChange, ProgrammeOpening, ProgrammeUnit, Rate, Resolution
} from "../../../contracts/points/IProgrammes.sol";
import {Points} from "../../../contracts/points/Points.sol";
import {Programmes} from "../../../contracts/points/Programmes.sol";
import {RedemptionDesk} from "../../../contracts/redemptions/RedemptionDesk.sol";
import {Powers, Roles} from "../../../contracts/values/Powers.sol";
import {Approval} from "../../../contracts/values/Signatures.sol";
import {CityPasskeyVerifier} from "../../../contracts/verifiers/CityPasskeyVerifier.sol";
import {DeviceKeyVerifier} from "../../../contracts/verifiers/DeviceKeyVerifier.sol";
import {Digests} from "./Digests.sol";
import {Key, Keys} from "./Keys.sol";
import {vm} from "./Vm.sol";

/// @notice Three small cities on the real contracts, with ceilings low enough to be reached by random actors.
contract PaymentWorld {
    using Keys for Key;

    uint8 internal constant CITIES = 3;
    uint256 internal constant RESIDENTS = 5;
    uint128 internal constant BUDGET = 40_000;
    uint256 private constant START = 1_790_000_000;

    struct Resident {
        address account;
        uint8 cityId;
        Key key;
    }

    struct Shop {
        address merchant;
        Key terminal;
    }

    Digests public digests = new Digests();
    Authority public authority;
    Participants public participants;
    Accounts public accounts;
    Points public points;
    Programmes public programmes;
    ClearingHouse public clearing;
    RedemptionDesk public desk;

    Resident[] internal _residents;
    Shop[] internal _shops; // one a city, shop i in city i + 1
    bytes32[] internal _programmeIds; // one a city
    mapping(uint8 cityId => address[2]) internal _officers; // each holds every power
    mapping(uint8 cityId => Key[2]) internal _officerKeys;

    constructor() {
        vm.warp(START);
        _deploy();
        _giveRoles();
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) _foundCity(cityId);
        _openResidents();
        uint64[] memory starts = new uint64[](6);
        for (uint256 i = 0; i < starts.length; ++i) starts[i] = uint64(START + i * 10 days);
        clearing.addPeriods(starts);
        clearing.setDefaultCeiling(1);
    }

    function _deploy() private {
        address passkeys = address(new CityPasskeyVerifier());
        address deviceKeys = address(new DeviceKeyVerifier());
        uint64 nonce = vm.getNonce(address(this));
        accounts = Accounts(vm.computeCreateAddress(address(this), nonce + 1));
        participants = Participants(vm.computeCreateAddress(address(this), nonce + 3));
        authority = new Authority(address(this), accounts);
        require(address(new Accounts(authority, participants, passkeys, deviceKeys)) == address(accounts), "prediction");
        // No sheet is attested in this world, so no EAS is called.
        InstitutionAccounts institutions = new InstitutionAccounts(authority, IEAS(address(0)));
        require(
            address(new Participants(authority, accounts, institutions)) == address(participants), "prediction"
        );
        points = new Points(authority);
        programmes = new Programmes(authority, participants, 14 days);
        clearing = new ClearingHouse(authority, participants);
        // Nobody asks for a pause in this world, so no consortium is called.
        EmergencyPause pause = new EmergencyPause(authority, IConsortium(address(0)));
        desk = new RedemptionDesk(authority, participants, accounts, points, clearing, pause);
        _institutions = institutions;
        _deviceKeyVerifier = deviceKeys;
    }

    InstitutionAccounts private _institutions;
    address private _deviceKeyVerifier;

    function _giveRoles() private {
        authority.grantRole(Roles.REGISTRAR, address(participants));
        authority.grantRole(Roles.DESK, address(desk));
        authority.grantRole(Roles.MOVER, address(desk));
        // This world stands in the place of the sheets and of the exchanges.
        authority.grantRole(Roles.SHEETS, address(this));
        authority.grantRole(Roles.MOVER, address(this));
        accounts.setCapParameters(SignerKind.FULL, 0, 2_000, 5_000);
        accounts.setCapParameters(SignerKind.DEVICE, 300, 500, 500);
    }

    function _foundCity(uint8 cityId) private {
        participants.addCity(cityId, uint32(50) * cityId, keccak256(abi.encode("rp", cityId)), keccak256(abi.encode("city", cityId)));
        for (uint256 i = 0; i < 2; ++i) {
            address officer = address(uint160(uint256(keccak256(abi.encode("officer", cityId, i)))));
            Key memory key = Key(1_000 + uint256(cityId) * 10 + i, address(0));
            accounts.openFounding(cityId, Opening(officer, AccountKind.STAFF, SignerKind.FULL, key.signer()));
            _officers[cityId][i] = officer;
            _officerKeys[cityId][i] = key;
            bytes32[5] memory powers = [Powers.ADMIN, Powers.ACCREDIT, Powers.PROGRAMME, Powers.TREASURY, Powers.ENROL];
            for (uint256 j = 0; j < powers.length; ++j) authority.grantFounding(cityId, powers[j], officer);
        }
        _openShop(cityId);
        _openProgramme(cityId);
    }

    function _openShop(uint8 cityId) private {
        bytes32 salt = keccak256(abi.encode("shop", cityId));
        address merchant = _institutions.predict(salt);
        Accreditation memory act =
            Accreditation(cityId, merchant, InstitutionKind.MERCHANT, salt, keccak256("profile"), 1_500, _soon());
        participants.accredit(act, _approvals(cityId, 1, digests.accreditation(act), address(participants)));
        Key memory terminal = Key(2_000 + cityId, address(0));
        TerminalEnrolment memory enrolment = TerminalEnrolment(merchant, terminal.signer(), _soon());
        bytes32 digest = digests.toSign(digests.terminalEnrolment(enrolment), address(participants));
        participants.enrolTerminal(enrolment, _officerKeys[cityId][0].approve(_officers[cityId][0], digest));
        _shops.push(Shop(merchant, terminal));
    }

    function _openProgramme(uint8 cityId) private {
        ProgrammeOpening memory act = ProgrammeOpening({
            cityId: cityId,
            ordinal: 1,
            unit: ProgrammeUnit.ACTION,
            resolution: Resolution(2026, 100 + cityId, keccak256("resolution")),
            rate: Rate(1, 1),
            budgetPoints: BUDGET,
            weeklyCeilingPoints: 6_000,
            startsAt: uint64(START),
            endsAt: uint64(START + 365 days),
            pendingSeconds: 0,
            validBefore: _soon()
        });
        programmes.open(act, _approvals(cityId, 2, digests.programmeOpening(act), address(programmes)));
        bytes32 programmeId = programmes.programmeIdOf(cityId, 2026, 100 + cityId, 1);
        _programmeIds.push(programmeId);
        AllotmentChange memory allotting =
            AllotmentChange(programmeId, _shops[cityId - 1].merchant, BUDGET, 0, _soon());
        programmes.changeAllotment(
            allotting, _approvals(cityId, 1, digests.allotmentChange(allotting), address(programmes))
        );
    }

    /// Two with device keys, the others with wallets.
    function _openResidents() private {
        for (uint256 i = 0; i < RESIDENTS; ++i) {
            uint8 cityId = uint8(i % CITIES) + 1;
            bool isDevice = i % 2 == 1;
            address account = address(uint160(uint256(keccak256(abi.encode("resident", i)))));
            Key memory key = Key(3_000 + i, isDevice ? _deviceKeyVerifier : address(0));
            SignerKind kind = isDevice ? SignerKind.DEVICE : SignerKind.FULL;
            accounts.openFounding(cityId, Opening(account, AccountKind.RESIDENT, kind, key.signer()));
            _residents.push(Resident(account, cityId, key));
        }
    }

    function _approvals(uint8 cityId, uint256 count, bytes32 structHash, address target)
        internal
        view
        returns (Approval[] memory approvals)
    {
        bytes32 digest = digests.toSign(structHash, target);
        approvals = new Approval[](count);
        for (uint256 i = 0; i < count; ++i) {
            approvals[i] = _officerKeys[cityId][i].approve(_officers[cityId][i], digest);
        }
    }

    function _soon() internal view returns (uint64) {
        return uint64(block.timestamp + 1 hours);
    }
}

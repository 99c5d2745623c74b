// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IEAS} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Accounts} from "../../../contracts/accounts/Accounts.sol";
import {AccountKind, Opening, SignerKind} from "../../../contracts/accounts/IAccounts.sol";
import {InstitutionAccounts} from "../../../contracts/accounts/InstitutionAccounts.sol";
import {Consortium} from "../../../contracts/governance/Consortium.sol";
import {Council} from "../../../contracts/governance/Council.sol";
import {NewMember} from "../../../contracts/governance/IConsortium.sol";
import {BallotTimes} from "../../../contracts/governance/ICouncil.sol";
import {Authority} from "../../../contracts/participants/Authority.sol";
import {Participants} from "../../../contracts/participants/Participants.sol";
import {Programmes} from "../../../contracts/points/Programmes.sol";
import {Powers, Roles} from "../../../contracts/values/Powers.sol";
import {Approval} from "../../../contracts/values/Signatures.sol";
import {Digests} from "./Digests.sol";
import {Key, Keys} from "./Keys.sol";
import {vm} from "./Vm.sol";

/// @notice Seven cities, a COUNCIL officer in each, and the contracts through which they decide, handed over as the
/// deployment plan hands them over: nobody but the timelock holds the consortium's roles.
abstract contract CouncilWorld {
    using Keys for Key;

    uint8 public constant CITIES = 7;
    uint48 internal constant DELAY = 60;
    uint48 internal constant PERIOD = 1 days;
    uint48 internal constant WINDOW = 12 hours;
    uint48 internal constant EXECUTION = 3 days;
    uint48 internal constant TIMELOCK_DELAY = 2 hours;
    uint64 internal constant ALWAYS = type(uint64).max;
    uint48 private constant START = 1_790_000_000;

    Authority public authority;
    Consortium public consortium;
    Council public council;
    Programmes public programmes;
    TimelockController public timelock;

    Digests internal _digests = new Digests();
    /// The clock as the actors set it: read from here, since a compiler may read the block's once for a whole call.
    uint48 internal _now = START;

    constructor() {
        vm.warp(START);
        Participants participants = _deployParticipants();
        programmes = new Programmes(authority, participants, 0);
        _deployCouncil();
        authority.grantRole(Roles.CONSORTIUM, address(timelock));
        authority.grantRole(0x00, address(timelock));
        authority.renounceRole(Roles.CONSORTIUM, address(this));
        authority.renounceRole(0x00, address(this));
    }

    function firstPopulationOf(uint8 cityId) internal pure returns (uint32) {
        // One city outweighs any three of the others, so that people and cities can disagree.
        return cityId == 1 ? 90_000 : uint32(cityId) * 7_000;
    }

    function _approvalOf(uint8 cityId, bytes32 structHash) internal view returns (Approval[] memory approvals) {
        approvals = new Approval[](1);
        approvals[0] = _keyOf(cityId).approve(_officerOf(cityId), _digests.toSign(structHash, address(council)));
    }

    function _passTo(uint48 instant) internal {
        if (instant <= _now) return;
        _now = instant;
        vm.warp(instant);
    }

    function _validatorOf(uint8 cityId, uint256 generation) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("validator", cityId, generation)))));
    }

    function _deployParticipants() private returns (Participants participants) {
        Accounts predicted = Accounts(vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 3));
        authority = new Authority(address(this), predicted);
        InstitutionAccounts institutions = new InstitutionAccounts(authority, IEAS(address(1)));
        participants = new Participants(authority, predicted, institutions);
        Accounts accounts = new Accounts(authority, participants, address(2), address(3));
        authority.grantRole(Roles.REGISTRAR, address(participants));
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            participants.addCity(cityId, firstPopulationOf(cityId), keccak256("rp"), bytes32(uint256(cityId)));
            accounts.openFounding(
                cityId, Opening(_officerOf(cityId), AccountKind.STAFF, SignerKind.FULL, _keyOf(cityId).signer())
            );
            authority.grantFounding(cityId, Powers.COUNCIL, _officerOf(cityId));
        }
    }

    function _deployCouncil() private {
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);
        address[] memory sole = new address[](1);
        sole[0] = predicted;
        timelock = new TimelockController(TIMELOCK_DELAY, sole, sole, address(0));
        NewMember[] memory founding = new NewMember[](CITIES);
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            founding[cityId - 1] =
                NewMember(cityId, _officerOf(cityId), _validatorOf(cityId, 0), firstPopulationOf(cityId));
        }
        consortium = new Consortium(address(timelock), founding);
        council = new Council(consortium, authority, timelock, BallotTimes(DELAY, PERIOD, WINDOW, EXECUTION));
        require(address(council) == predicted, "the timelock knows another council");
        _passTo(_now + 1 days);
    }

    function _keyOf(uint8 cityId) internal pure returns (Key memory) {
        return Key(uint256(cityId) + 100, address(0));
    }

    function _officerOf(uint8 cityId) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("officer", cityId)))));
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IEAS} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import {AccountActs} from "../../../contracts/accounts/AccountActs.sol";
import {Accounts} from "../../../contracts/accounts/Accounts.sol";
import {
    AccountKind,
    AccountStatus,
    AccountStatusChange,
    Opening,
    SignerAddition,
    SignerKind,
    SignerRemoval
} from "../../../contracts/accounts/IAccounts.sol";
import {InstitutionAccounts} from "../../../contracts/accounts/InstitutionAccounts.sol";
import {Authority} from "../../../contracts/participants/Authority.sol";
import {AuthorityActs} from "../../../contracts/participants/AuthorityActs.sol";
import {PowerGrant} from "../../../contracts/participants/IAuthority.sol";
import {Participants} from "../../../contracts/participants/Participants.sol";
import {Powers, Roles} from "../../../contracts/values/Powers.sol";
import {Approval, SignerProof} from "../../../contracts/values/Signatures.sol";
import {CityPasskeyVerifier} from "../../../contracts/verifiers/CityPasskeyVerifier.sol";
import {DeviceKeyVerifier} from "../../../contracts/verifiers/DeviceKeyVerifier.sol";
import {Digests} from "./Digests.sol";
import {Key, Keys} from "./Keys.sol";
import {vm} from "./Vm.sol";

/// @notice Random people adding, removing and losing keys, random officers gaining and losing powers, beside a plain
/// model of who may act. An act that succeeds where the model refuses it is a violation.
contract StandingActors {
    using Keys for Key;

    uint256 private constant START = 1_790_000_000;
    uint64 private constant ALWAYS = type(uint64).max;
    uint8 private constant CITY = 1;
    uint256 public constant PEOPLE = 4; // two residents, then two officers
    uint256 public constant KEYS = 8; // even ones are wallets, odd ones device keys

    /// What the model knows of one key on one account.
    struct Held {
        bool present;
        uint256 activeFrom;
    }

    Authority public authority;
    Accounts public accounts;
    string public violation;
    uint256 public additions;
    uint256 public removals;

    Digests private _digests = new Digests();
    address private _deviceVerifier;
    address private _service;
    Key private _serviceKey = Key(999, address(0));
    address private _admin;
    Key private _adminKey = Key(998, address(0));

    mapping(uint256 person => mapping(uint256 key => Held)) private _held;
    mapping(uint256 person => bool) private _hadFull;
    mapping(uint256 person => AccountStatus) private _status;
    mapping(uint256 person => bool) private _empowered;

    constructor() {
        vm.warp(START);
        _deploy();
        _service = _found(AccountKind.STAFF, "service", _serviceKey);
        _admin = _found(AccountKind.STAFF, "admin", _adminKey);
        authority.grantFounding(CITY, Powers.ENROL, _service);
        authority.grantFounding(CITY, Powers.ADMIN, _admin);
        for (uint256 person = 0; person < PEOPLE; ++person) {
            // The first resident has a device key only: the path of a first FULL key is open to it.
            uint256 first = person == 0 ? 1 : 0;
            accounts.openFounding(
                CITY, Opening(accountOf(person), _kindOf(person), _kind(first), keyOf(first).signer())
            );
            _held[person][first] = Held(true, block.timestamp);
            _hadFull[person] = first == 0;
            _status[person] = AccountStatus.ACTIVE;
        }
    }

    function accountOf(uint256 person) public pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("person", person)))));
    }

    function keyOf(uint256 key) public view returns (Key memory) {
        return Key(10 + key, key % 2 == 0 ? address(0) : _deviceVerifier);
    }

    /// @notice Somebody adds a key: with a key that may or may not be the account's, with or without the service.
    function addKey(uint256 person, uint256 key, uint256 by, bool withHolder, bool withService) external {
        (person, key, by) = (person % PEOPLE, key % KEYS, by % KEYS);
        SignerAddition memory act =
            SignerAddition(accountOf(person), _kind(key), keyOf(key).signer(), _revision(person), ALWAYS);
        bytes32 digest = _digests.toSign(this.hashAddition(act), address(accounts));
        bool byFull = withHolder && isActive(person, by) && by % 2 == 0;
        bool byPresent = withHolder && isActive(person, by);
        bool firstFull = key % 2 == 0 && !_hadFull[person];
        bool allowed = !_held[person][key].present && _status[person] == AccountStatus.ACTIVE
            && (key % 2 == 0 || _deviceCount(person) < 3)
            && (byFull || (withService && firstFull && (byPresent || !withHolder))
                || (withService && key % 2 == 1 && !withHolder));

        try accounts.addSigner(act, _proof(by, digest, withHolder), _enrol(digest, withService)) {
            if (!allowed) violation = "a key was added that the rules refuse";
            uint256 wait = byFull || byPresent ? 0 : 1 days;
            _held[person][key] = Held(true, block.timestamp + wait);
            if (key % 2 == 0) _hadFull[person] = true;
            additions += 1;
        } catch {
            if (allowed) violation = "a key was refused that the rules allow";
        }
    }

    function removeKey(uint256 person, uint256 key, uint256 by, bool withHolder, bool withService) external {
        (person, key, by) = (person % PEOPLE, key % KEYS, by % KEYS);
        SignerRemoval memory act =
            SignerRemoval(accountOf(person), keccak256(keyOf(key).signer()), _revision(person), ALWAYS);
        bytes32 digest = _digests.toSign(_digests.signerRemoval(act), address(accounts));
        Held memory removed = _held[person][key];
        bool waits = removed.activeFrom > block.timestamp;
        bool byHolder = withHolder && isActive(person, by) && (by % 2 == 0 || by == key || waits);
        bool allowed = removed.present && (withHolder ? byHolder : withService);

        try accounts.removeSigner(act, _proof(by, digest, withHolder), _enrol(digest, withService)) {
            if (!allowed) violation = "a key was removed that the rules keep";
            if (key % 2 == 0 && waits) _hadFull[person] = false;
            delete _held[person][key];
            removals += 1;
        } catch {
            if (allowed) violation = "a key was kept that the rules remove";
        }
    }

    function setStatus(uint256 person, bool suspended) external {
        person = person % PEOPLE;
        AccountStatus status = suspended ? AccountStatus.SUSPENDED : AccountStatus.ACTIVE;
        AccountStatusChange memory act = AccountStatusChange(accountOf(person), status, _revision(person), ALWAYS);
        bytes32 digest = _digests.toSign(_digests.accountStatusChange(act), address(accounts));
        accounts.changeStatus(act, _one(_adminKey.approve(_admin, digest)));
        _status[person] = status;
    }

    /// @notice The ADMIN empowers or disempowers somebody; a resident is never empowered, nor a suspended officer.
    function setPower(uint256 person, bool granted) external {
        person = person % PEOPLE;
        address officer = accountOf(person);
        uint32 revision = authority.grantRevision(CITY, Powers.TREASURY, officer);
        PowerGrant memory act = PowerGrant(CITY, Powers.TREASURY, officer, granted, revision, ALWAYS);
        bytes32 digest = _digests.toSign(this.hashGrant(act), address(authority));
        bool allowed = !granted || (_isStaff(person) && _status[person] == AccountStatus.ACTIVE);
        try authority.grant(act, _one(_adminKey.approve(_admin, digest))) {
            if (!allowed) violation = "a power was given that the rules refuse";
            _empowered[person] = granted;
        } catch {
            if (allowed) violation = "a power was refused that the rules allow";
        }
    }

    function passTime(uint32 secondsLater) external {
        vm.warp(block.timestamp + (secondsLater % 2 days));
    }

    /// @notice Whether the model says that this key acts for this person now.
    function isActive(uint256 person, uint256 key) public view returns (bool) {
        Held memory held = _held[person][key];
        return held.present && held.activeFrom <= block.timestamp;
    }

    /// @notice I6: on every account, exactly the keys that were added, have waited and were not removed.
    function checkKeys() external view returns (bool) {
        bytes32 digest = keccak256("any act");
        for (uint256 person = 0; person < PEOPLE; ++person) {
            for (uint256 key = 0; key < KEYS; ++key) {
                SignerKind found = accounts.verify(accountOf(person), digest, keyOf(key).prove(digest));
                if (found != (isActive(person, key) ? _kind(key) : SignerKind.NONE)) return false;
            }
            if (accounts.account(accountOf(person)).deviceSignerCount != _deviceCount(person)) return false;
        }
        return true;
    }

    /// @notice I6: an approval counts if and only if its officer is active staff, empowered, and signs with a FULL key.
    function checkOfficers() external view returns (bool) {
        bytes32 digest = keccak256("any act");
        for (uint256 person = 0; person < PEOPLE; ++person) {
            for (uint256 key = 0; key < KEYS; ++key) {
                Approval[] memory approvals = _one(keyOf(key).approve(accountOf(person), digest));
                bool may = _empowered[person] && _status[person] == AccountStatus.ACTIVE && isActive(person, key)
                    && key % 2 == 0;
                try authority.checkApprovals(CITY, Powers.TREASURY, digest, ALWAYS, approvals, 1) {
                    if (!may) return false;
                } catch {
                    if (may) return false;
                }
            }
        }
        return true;
    }

    function hashAddition(SignerAddition calldata act) external pure returns (bytes32) {
        return AccountActs.hash(act);
    }

    function hashGrant(PowerGrant calldata act) external pure returns (bytes32) {
        return AuthorityActs.hash(act);
    }

    function _deploy() private {
        _deviceVerifier = address(new DeviceKeyVerifier());
        address passkeyVerifier = address(new CityPasskeyVerifier());
        uint256 nonce = vm.getNonce(address(this));
        Accounts predicted = Accounts(vm.computeCreateAddress(address(this), nonce + 3));
        authority = new Authority(address(this), predicted);
        InstitutionAccounts institutions = new InstitutionAccounts(authority, IEAS(address(1)));
        Participants participants = new Participants(authority, predicted, institutions);
        accounts = new Accounts(authority, participants, passkeyVerifier, _deviceVerifier);
        authority.grantRole(Roles.REGISTRAR, address(participants));
        participants.addCity(CITY, 10_000, keccak256("rp"), keccak256("institution"));
    }

    function _found(AccountKind kind, string memory name, Key memory key) private returns (address id) {
        id = address(uint160(uint256(keccak256(bytes(name)))));
        accounts.openFounding(CITY, Opening(id, kind, SignerKind.FULL, key.signer()));
    }

    function _revision(uint256 person) private view returns (uint32) {
        return accounts.account(accountOf(person)).revision;
    }

    function _proof(uint256 key, bytes32 digest, bool given) private view returns (SignerProof memory) {
        return given ? keyOf(key).prove(digest) : SignerProof("", "");
    }

    function _enrol(bytes32 digest, bool given) private view returns (Approval memory) {
        return given ? _serviceKey.approve(_service, digest) : Approval(address(0), "", "");
    }

    function _one(Approval memory approval) private pure returns (Approval[] memory approvals) {
        approvals = new Approval[](1);
        approvals[0] = approval;
    }

    function _deviceCount(uint256 person) private view returns (uint256 count) {
        for (uint256 key = 1; key < KEYS; key += 2) {
            if (_held[person][key].present) count += 1;
        }
    }

    function _kind(uint256 key) private pure returns (SignerKind) {
        return key % 2 == 0 ? SignerKind.FULL : SignerKind.DEVICE;
    }

    function _isStaff(uint256 person) private pure returns (bool) {
        return person >= 2;
    }

    function _kindOf(uint256 person) private pure returns (AccountKind) {
        return _isStaff(person) ? AccountKind.STAFF : AccountKind.RESIDENT;
    }
}

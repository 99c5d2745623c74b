// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Account, AccountKind, AccountStatus, IAccounts, SignerKind} from "../accounts/IAccounts.sol";
import {Powers, Roles} from "../values/Powers.sol";
import {Approval, SignerProof} from "../values/Signatures.sol";
import {AuthorityActs} from "./AuthorityActs.sol";
import {IAuthority, PowerGrant} from "./IAuthority.sol";

/// @title Who may act for a city, and which contract may do what
/// @dev Two families of roles share AccessControl's storage and never mix: roles of contracts, handed out by the
/// consortium's timelock with `grantRole`; powers of officers, scoped to a city, handed out by that city's ADMIN with
/// `grant`. `grantRole` refuses a city's power, so that every power has its `PowerGranted` event and its revision.
contract Authority is IAuthority, AccessControl, EIP712 {
    IAccounts private immutable ACCOUNTS;

    mapping(bytes32 role => mapping(address officer => uint32 revision)) private _grantRevisions;

    /// @param founder holds the consortium's roles until the deployment plan hands them to the timelock
    constructor(address founder, IAccounts accounts) EIP712("Maille", "1") {
        ACCOUNTS = accounts;
        _grantRole(DEFAULT_ADMIN_ROLE, founder);
        _grantRole(Roles.CONSORTIUM, founder);
    }

    /// @inheritdoc IAuthority
    function grant(PowerGrant calldata act, Approval[] calldata approvals) external {
        _checkPowerKnown(act.power);
        bytes32 digest = _hashTypedDataV4(AuthorityActs.hash(act));
        checkApprovals(act.cityId, Powers.ADMIN, digest, act.validBefore, approvals, 1);

        bytes32 role = roleOf(act.cityId, act.power);
        uint32 current = _grantRevisions[role][act.officer];
        require(act.revision == current, AuthorityRevisionStale(act.revision, current));
        if (act.granted) {
            _checkNotAmong(act.officer, approvals);
            _checkOfficer(act.cityId, act.officer);
        }
        _setPower(act.cityId, act.power, act.officer, act.granted, approvals[0].officer);
    }

    /// @inheritdoc IAuthority
    /// @dev Stays open to the council after the founding: a city that has lost every ADMIN gets a new one by its vote.
    function grantFounding(uint8 cityId, bytes32 power, address officer) external onlyRole(Roles.CONSORTIUM) {
        _checkPowerKnown(power);
        _checkOfficer(cityId, officer);
        _setPower(cityId, power, officer, true, msg.sender);
    }

    /// @inheritdoc IAccessControl
    function grantRole(bytes32 role, address holder) public override(AccessControl, IAccessControl) {
        require(_isContractRole(role), AuthorityPowerUnknown(role));
        super.grantRole(role, holder);
    }

    /// @inheritdoc IAccessControl
    function revokeRole(bytes32 role, address holder) public override(AccessControl, IAccessControl) {
        require(_isContractRole(role), AuthorityPowerUnknown(role));
        super.revokeRole(role, holder);
    }

    /// @inheritdoc IAuthority
    /// @dev Every approval given is checked, also those beyond `needed`: a bad one among them means that somebody
    /// was shown something else.
    function checkApprovals(
        uint8 cityId,
        bytes32 power,
        bytes32 digest,
        uint64 validBefore,
        Approval[] calldata approvals,
        uint256 needed
    ) public view {
        require(block.timestamp < validBefore, AuthorityActExpired(validBefore, block.timestamp));
        require(approvals.length >= needed, AuthorityTooFewApprovals(approvals.length, needed));
        for (uint256 i = 0; i < approvals.length; ++i) {
            address officer = approvals[i].officer;
            for (uint256 j = 0; j < i; ++j) {
                require(approvals[j].officer != officer, AuthorityOfficerRepeated(officer));
            }
            require(hasPower(cityId, power, officer), AuthorityPowerMissing(cityId, power, officer));
            _checkOfficer(cityId, officer);
            _checkSignature(officer, digest, approvals[i]);
        }
    }

    /// @inheritdoc IAuthority
    function hasPower(uint8 cityId, bytes32 power, address officer) public view returns (bool) {
        return hasRole(roleOf(cityId, power), officer);
    }

    /// @inheritdoc IAuthority
    function grantRevision(uint8 cityId, bytes32 power, address officer) external view returns (uint32) {
        return _grantRevisions[roleOf(cityId, power)][officer];
    }

    /// @inheritdoc IAuthority
    function roleOf(uint8 cityId, bytes32 power) public pure returns (bytes32) {
        return keccak256(abi.encode(cityId, power));
    }

    function _setPower(uint8 cityId, bytes32 power, address officer, bool granted, address approver) private {
        bytes32 role = roleOf(cityId, power);
        uint32 revision = ++_grantRevisions[role][officer];
        if (granted) {
            _grantRole(role, officer);
            emit PowerGranted(cityId, power, officer, revision, approver);
        } else {
            _revokeRole(role, officer);
            emit PowerWithdrawn(cityId, power, officer, revision, approver);
        }
    }

    /// @dev An officer is an active staff account of that very city: a suspended one authorizes nothing (I6).
    function _checkOfficer(uint8 cityId, address officer) private view {
        Account memory account = ACCOUNTS.account(officer);
        require(
            account.kind == AccountKind.STAFF && account.status == AccountStatus.ACTIVE && account.cityId == cityId,
            AuthorityOfficerUnknown(officer)
        );
    }

    /// @dev Only a FULL key acts for a city: a device key, which a session helped to add, never does.
    function _checkSignature(address officer, bytes32 digest, Approval calldata approval) private view {
        SignerProof memory proof = SignerProof(approval.signer, approval.signature);
        require(ACCOUNTS.verify(officer, digest, proof) == SignerKind.FULL, AuthoritySignatureRefused(officer));
    }

    function _checkNotAmong(address officer, Approval[] calldata approvals) private pure {
        for (uint256 i = 0; i < approvals.length; ++i) {
            require(approvals[i].officer != officer, AuthoritySelfGrant(officer));
        }
    }

    function _checkPowerKnown(bytes32 power) private pure {
        require(
            power == Powers.ADMIN || power == Powers.ACCREDIT || power == Powers.PROGRAMME || power == Powers.TREASURY
                || power == Powers.AUDIT || power == Powers.COUNCIL || power == Powers.ENROL || power == Powers.RELAY,
            AuthorityPowerUnknown(power)
        );
    }

    function _isContractRole(bytes32 role) private pure returns (bool) {
        return role == DEFAULT_ADMIN_ROLE || role == Roles.CONSORTIUM || role == Roles.MOVER || role == Roles.SHEETS
            || role == Roles.DESK || role == Roles.DOOR || role == Roles.REGISTRAR;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAccounts} from "../accounts/IAccounts.sol";
import {IInstitutionAccounts} from "../accounts/IInstitutionAccounts.sol";
import {Powers, Roles} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {SoleApproval} from "../values/SoleApproval.sol";
import {IAuthority} from "./IAuthority.sol";
import {
    Accreditation,
    City,
    DirectoryUpdate,
    IParticipants,
    Institution,
    InstitutionKind,
    InstitutionUpdate,
    ParticipantStatus,
    Terminal,
    TerminalEnrolment,
    TerminalRemoval
} from "./IParticipants.sol";
import {ParticipantActs} from "./ParticipantActs.sol";

/// @title Cities, organizations, merchants and their terminals
/// @dev A role says who runs the system (`Authority`); an accreditation says who may act in a city (here). Nothing
/// personal is kept: names live in the city's signed directory, of which only the hash is published.
contract Participants is IParticipants, EIP712 {
    using ParticipantActs for *;
    using SoleApproval for Approval;

    /// A suspension is a measure, not a sentence: it runs out by itself.
    uint64 private constant SUSPENSION_SECONDS_MAX = 90 days;
    /// Bounds what one merchant's stolen back office could enrol [Q14].
    uint256 private constant ACTIVE_TERMINALS_MAX = 10;

    IAuthority private immutable AUTHORITY;
    IAccounts private immutable ACCOUNTS;
    IInstitutionAccounts private immutable INSTITUTION_ACCOUNTS;

    uint8[] private _cityIds;
    mapping(uint8 cityId => City) private _cities;
    mapping(address institution => Institution) private _institutions;
    mapping(bytes32 terminalId => Terminal) private _terminals;
    mapping(address merchant => uint256) private _activeTerminals;

    constructor(IAuthority authority, IAccounts accounts, IInstitutionAccounts institutionAccounts)
        EIP712("Maille", "1")
    {
        AUTHORITY = authority;
        ACCOUNTS = accounts;
        INSTITUTION_ACCOUNTS = institutionAccounts;
    }

    /// @inheritdoc IParticipants
    function addCity(uint8 cityId, uint32 population, bytes32 rpIdHash, bytes32 institutionSalt) external {
        _checkConsortium();
        require(cityId != 0, ParticipantsCityIdOutOfRange(cityId)); // 0 names the institution in a dispute
        require(_cities[cityId].status == ParticipantStatus.NONE, ParticipantsCityExists(cityId));

        address account = INSTITUTION_ACCOUNTS.predict(institutionSalt);
        _cities[cityId] = City(population, ParticipantStatus.ACTIVE, 1, account, rpIdHash, bytes32(0));
        _cityIds.push(cityId);
        emit CityAdded(cityId, account, population, rpIdHash);
        _openInstitution(
            account, cityId, InstitutionKind.CITY, institutionSalt, bytes32(0), 0, address(0)
        );
    }

    /// @inheritdoc IParticipants
    function closeCity(uint8 cityId) external {
        _checkConsortium();
        _checkCity(cityId);
        _cities[cityId].status = ParticipantStatus.CLOSED;
        emit CityClosed(cityId, ++_cities[cityId].revision);
    }

    /// @inheritdoc IParticipants
    function publishDirectory(DirectoryUpdate calldata act, Approval[] calldata approvals) external {
        _checkCity(act.cityId);
        _checkApproved(act.cityId, Powers.ADMIN, act.hash(), act.validBefore, approvals);
        City storage city_ = _cities[act.cityId];
        require(act.revision == city_.revision, ParticipantsRevisionStale(act.revision, city_.revision));

        city_.directoryHash = act.directoryHash;
        emit CityDirectoryPublished(act.cityId, act.directoryHash, ++city_.revision);
    }

    /// @inheritdoc IParticipants
    function accredit(Accreditation calldata act, Approval[] calldata approvals) external {
        _checkCity(act.cityId);
        _checkApproved(act.cityId, Powers.ACCREDIT, act.hash(), act.validBefore, approvals);
        require(
            act.kind == InstitutionKind.ORGANIZATION || act.kind == InstitutionKind.MERCHANT,
            ParticipantsKindRefused(act.kind)
        );
        // What was signed names the account; an address that the salt does not give can never be opened.
        require(
            INSTITUTION_ACCOUNTS.predict(act.salt) == act.institution, ParticipantsInstitutionUnknown(act.institution)
        );
        _openInstitution(
            act.institution,
            act.cityId,
            act.kind,
            act.salt,
            act.profileHash,
            act.dailyCeilingPoints,
            approvals[0].officer
        );
    }

    /// @inheritdoc IParticipants
    function updateInstitution(InstitutionUpdate calldata act, Approval[] calldata approvals) external {
        Institution storage current = _existing(act.institution);
        _checkApproved(current.cityId, Powers.ACCREDIT, act.hash(), act.validBefore, approvals);
        require(act.revision == current.revision, ParticipantsRevisionStale(act.revision, current.revision));
        ParticipantStatus from = _statusNow(current);
        require(
            from != ParticipantStatus.CLOSED && act.status != ParticipantStatus.NONE,
            ParticipantsStatusRefused(from, act.status)
        );

        _applyStatus(current, from, act.status);
        current.profileHash = act.profileHash;
        current.dailyCeilingPoints = act.dailyCeilingPoints;
        current.revision += 1;
        emit InstitutionUpdated(
            act.institution,
            act.status,
            act.profileHash,
            act.dailyCeilingPoints,
            current.suspensionEndsAt,
            current.revision,
            approvals[0].officer
        );
    }

    /// @inheritdoc IParticipants
    /// @dev A terminal id is used once: an enrolment signed earlier cannot bring a removed terminal back.
    function enrolTerminal(TerminalEnrolment calldata act, Approval calldata approval) external {
        Institution storage merchant = _existing(act.merchant);
        _checkApproved(merchant.cityId, Powers.ENROL, act.hash(), act.validBefore, approval.asList());
        require(
            merchant.kind == InstitutionKind.MERCHANT || merchant.kind == InstitutionKind.CITY,
            ParticipantsKindRefused(merchant.kind)
        );
        ParticipantStatus status = _statusNow(merchant);
        require(status == ParticipantStatus.ACTIVE, ParticipantsStatusRefused(status, ParticipantStatus.ACTIVE));
        bytes32 terminalId = keccak256(act.signer);
        require(ACCOUNTS.isAllowedSigner(act.signer), IAccounts.AccountsSignerRefused(terminalId));
        require(_terminals[terminalId].status == ParticipantStatus.NONE, ParticipantsTerminalExists(terminalId));
        require(
            _activeTerminals[act.merchant] < ACTIVE_TERMINALS_MAX,
            ParticipantsTooManyTerminals(act.merchant, ACTIVE_TERMINALS_MAX)
        );

        _terminals[terminalId] = Terminal(act.merchant, ParticipantStatus.ACTIVE);
        _activeTerminals[act.merchant] += 1;
        emit TerminalEnrolled(act.merchant, terminalId);
    }

    /// @inheritdoc IParticipants
    function removeTerminal(TerminalRemoval calldata act, Approval calldata approval) external {
        Institution storage merchant = _existing(act.merchant);
        bool accredits = AUTHORITY.hasPower(merchant.cityId, Powers.ACCREDIT, approval.officer);
        bytes32 power = accredits ? Powers.ACCREDIT : Powers.ENROL;
        _checkApproved(merchant.cityId, power, act.hash(), act.validBefore, approval.asList());
        Terminal storage removed = _terminals[act.terminal];
        require(
            removed.merchant == act.merchant && removed.status == ParticipantStatus.ACTIVE,
            ParticipantsTerminalUnknown(act.terminal)
        );

        removed.status = ParticipantStatus.CLOSED;
        _activeTerminals[act.merchant] -= 1;
        emit TerminalRemoved(act.merchant, act.terminal);
    }

    /// @inheritdoc IParticipants
    function city(uint8 cityId) external view returns (City memory) {
        return _cities[cityId];
    }

    /// @inheritdoc IParticipants
    function cityIds() external view returns (uint8[] memory) {
        return _cityIds;
    }

    /// @inheritdoc IParticipants
    /// @dev A suspension that has run out reads as ACTIVE, without a transaction having said so.
    function institution(address account) external view returns (Institution memory current) {
        current = _institutions[account];
        if (current.status == ParticipantStatus.SUSPENDED && block.timestamp >= current.suspensionEndsAt) {
            current.status = ParticipantStatus.ACTIVE;
            (current.suspendedAt, current.suspensionEndsAt) = (0, 0);
        }
    }

    /// @inheritdoc IParticipants
    function isActiveInstitution(address account) external view returns (bool) {
        return _statusNow(_institutions[account]) == ParticipantStatus.ACTIVE;
    }

    /// @inheritdoc IParticipants
    function terminal(bytes32 terminalId) external view returns (Terminal memory) {
        return _terminals[terminalId];
    }

    function _openInstitution(
        address account,
        uint8 cityId,
        InstitutionKind kind,
        bytes32 salt,
        bytes32 profileHash,
        uint128 dailyCeilingPoints,
        address officer
    ) private {
        Institution storage opened = _institutions[account];
        require(opened.status == ParticipantStatus.NONE, ParticipantsInstitutionExists(account));
        opened.kind = kind;
        opened.cityId = cityId;
        opened.status = ParticipantStatus.ACTIVE;
        opened.revision = 1;
        opened.dailyCeilingPoints = dailyCeilingPoints;
        opened.profileHash = profileHash;
        emit InstitutionAccredited(account, cityId, kind, profileHash, dailyCeilingPoints, officer);
        INSTITUTION_ACCOUNTS.create(salt);
        ACCOUNTS.openInstitution(account, cityId);
    }

    /// @dev An update during a suspension keeps its dates: only a new suspension starts new ones.
    function _applyStatus(Institution storage current, ParticipantStatus from, ParticipantStatus to) private {
        if (to != ParticipantStatus.SUSPENDED) {
            (current.suspendedAt, current.suspensionEndsAt) = (0, 0);
        } else if (from != ParticipantStatus.SUSPENDED) {
            current.suspendedAt = uint64(block.timestamp);
            current.suspensionEndsAt = uint64(block.timestamp) + SUSPENSION_SECONDS_MAX;
        }
        current.status = to;
    }

    function _checkApproved(
        uint8 cityId,
        bytes32 power,
        bytes32 structHash,
        uint64 validBefore,
        Approval[] memory approvals
    ) private view {
        AUTHORITY.checkApprovals(cityId, power, _hashTypedDataV4(structHash), validBefore, approvals, 1);
    }

    function _checkConsortium() private view {
        require(AUTHORITY.hasRole(Roles.CONSORTIUM, msg.sender), ParticipantsNotConsortium(msg.sender));
    }

    function _checkCity(uint8 cityId) private view {
        require(_cities[cityId].status == ParticipantStatus.ACTIVE, ParticipantsCityUnknown(cityId));
    }

    function _existing(address account) private view returns (Institution storage found) {
        found = _institutions[account];
        require(found.status != ParticipantStatus.NONE, ParticipantsInstitutionUnknown(account));
    }

    function _statusNow(Institution storage current) private view returns (ParticipantStatus) {
        bool runOut =
            current.status == ParticipantStatus.SUSPENDED && block.timestamp >= current.suspensionEndsAt;
        return runOut ? ParticipantStatus.ACTIVE : current.status;
    }
}

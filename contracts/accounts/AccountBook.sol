// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {Roles} from "../values/Powers.sol";
import {Approval} from "../values/Signatures.sol";
import {SoleApproval} from "../values/SoleApproval.sol";
import {Account, AccountKind, AccountStatus, IAccounts} from "./IAccounts.sol";

/// @title The entries of `Accounts`, and the checks that every layer above shares
abstract contract AccountBook is IAccounts, EIP712 {
    using SoleApproval for Approval;

    IAuthority internal immutable AUTHORITY;

    mapping(address id => Account) internal _accounts;

    constructor(IAuthority authority) EIP712("Maille", "1") {
        AUTHORITY = authority;
    }

    /// @inheritdoc IAccounts
    function account(address id) external view returns (Account memory) {
        return _accounts[id];
    }

    function _create(address id, uint8 cityId, AccountKind kind) internal returns (Account storage created) {
        created = _accounts[id];
        require(id != address(0) && created.status == AccountStatus.NONE, AccountsAddressTaken(id));
        created.cityId = cityId;
        created.kind = kind;
        created.status = AccountStatus.ACTIVE;
        created.revision = 1;
        emit AccountOpened(id, cityId, kind);
    }

    /// @dev For acts on a person's account (resident or staff): it exists, and the signer saw its present revision.
    function _personal(address id, uint32 seenRevision) internal view returns (Account storage found) {
        found = _seen(id, seenRevision);
        require(found.kind != AccountKind.INSTITUTION, AccountsKindRefused(found.kind));
    }

    function _seen(address id, uint32 seenRevision) internal view returns (Account storage found) {
        found = _accounts[id];
        require(found.status != AccountStatus.NONE, AccountsUnknown(id));
        require(seenRevision == found.revision, AccountsRevisionStale(seenRevision, found.revision));
    }

    function _checkActive(address id, Account storage found) internal view {
        require(found.status == AccountStatus.ACTIVE, AccountsNotActive(id, found.status));
    }

    function _checkInTime(uint64 validBefore) internal view {
        require(block.timestamp < validBefore, AccountsActExpired(validBefore, block.timestamp));
    }

    function _checkConsortium() internal view {
        require(AUTHORITY.hasRole(Roles.CONSORTIUM, msg.sender), AccountsNotConsortium(msg.sender));
    }

    function _checkOfficer(
        uint8 cityId,
        bytes32 power,
        bytes32 digest,
        uint64 validBefore,
        Approval calldata approval
    ) internal view {
        AUTHORITY.checkApprovals(cityId, power, digest, validBefore, approval.asList(), 1);
    }
}

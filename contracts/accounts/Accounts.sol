// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IAuthority} from "../participants/IAuthority.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Powers, Roles} from "../values/Powers.sol";
import {Approval, SignerProof} from "../values/Signatures.sol";
import {AccountActs} from "./AccountActs.sol";
import {AccountBook} from "./AccountBook.sol";
import {AccountCaps} from "./AccountCaps.sol";
import {AccountSigners} from "./AccountSigners.sol";
import {AllowedSigners} from "./AllowedSigners.sol";
import {
    Account,
    AccountKind,
    AccountStatus,
    AccountStatusChange,
    Caps,
    CapsChange,
    IAccounts,
    OpenAccounts,
    Opening,
    SignerKind
} from "./IAccounts.sol";

/// @title Pseudonymous holders and the keys that act for them
/// @dev The life of an account: opened, its caps chosen, suspended, closed. Keys are in `AccountSigners`, spending in
/// `AccountCaps`. `verify` answers for the key only; who acts on it reads the status beside it (I6).
contract Accounts is AccountSigners, AccountCaps {
    using AccountActs for *;

    /// 200 openings of a passkey each stay under Osaka's 16,777,216 gas a transaction.
    uint256 private constant OPENINGS_MAX = 200;

    constructor(
        IAuthority authority,
        IParticipants participants,
        address cityPasskeyVerifier,
        address deviceKeyVerifier
    )
        AccountBook(authority)
        AllowedSigners(cityPasskeyVerifier, deviceKeyVerifier)
        AccountSigners(participants)
    {}

    /// @inheritdoc IAccounts
    function open(OpenAccounts calldata act, Approval calldata approval) external {
        uint256 count = act.openings.length;
        require(count != 0 && count <= OPENINGS_MAX, AccountsTooManyOpenings(count, OPENINGS_MAX));
        _checkCity(act.cityId);
        _checkOfficer(act.cityId, Powers.ENROL, _hashTypedDataV4(act.hash()), act.validBefore, approval);
        for (uint256 i = 0; i < count; ++i) {
            _open(act.cityId, act.openings[i]);
        }
    }

    /// @inheritdoc IAccounts
    function openFounding(uint8 cityId, Opening calldata opening) external {
        _checkConsortium();
        _checkCity(cityId);
        _open(cityId, opening);
    }

    /// @inheritdoc IAccounts
    function openInstitution(address id, uint8 cityId) external {
        require(AUTHORITY.hasRole(Roles.REGISTRAR, msg.sender), AccountsNotRegistrar(msg.sender));
        _create(id, cityId, AccountKind.INSTITUTION);
    }

    /// @inheritdoc IAccounts
    function changeCaps(CapsChange calldata act, SignerProof calldata holder) external {
        _checkInTime(act.validBefore);
        Account storage holding = _personal(act.account, act.revision);
        _checkActive(act.account, holding);
        SignerKind kind = _holderKind(act.account, _hashTypedDataV4(act.hash()), holder);
        require(kind == SignerKind.FULL, AccountsFullSignerNeeded(act.account));

        holding.revision += 1;
        _chooseCaps(act.account, act.kind, Caps(act.perChargePoints, act.perDayPoints), holding.revision);
    }

    /// @inheritdoc IAccounts
    /// @dev CLOSED is final. An institution's status is `Participants`'s to change.
    function changeStatus(AccountStatusChange calldata act, Approval[] calldata approvals) external {
        Account storage holding = _personal(act.account, act.revision);
        bytes32 digest = _hashTypedDataV4(act.hash());
        AUTHORITY.checkApprovals(holding.cityId, Powers.ADMIN, digest, act.validBefore, approvals, 1);
        require(
            holding.status != AccountStatus.CLOSED && act.status != AccountStatus.NONE,
            AccountsNotActive(act.account, holding.status)
        );

        holding.status = act.status;
        holding.revision += 1;
        emit AccountStatusChanged(act.account, act.status, holding.revision, approvals[0].officer);
    }

    /// @dev An address with code is somebody's contract: it would be an account that executes.
    function _open(uint8 cityId, Opening calldata opening) private {
        require(
            opening.kind == AccountKind.RESIDENT || opening.kind == AccountKind.STAFF,
            AccountsKindRefused(opening.kind)
        );
        require(opening.account.code.length == 0, AccountsAddressTaken(opening.account));
        Account storage opened = _create(opening.account, cityId, opening.kind);
        _storeSigner(opening.account, opened, opening.signerKind, opening.signer, uint64(block.timestamp));
    }
}

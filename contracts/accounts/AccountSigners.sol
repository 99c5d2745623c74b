// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IParticipants, ParticipantStatus} from "../participants/IParticipants.sol";
import {Powers} from "../values/Powers.sol";
import {Approval, SignerProof} from "../values/Signatures.sol";
import {AccountActs} from "./AccountActs.sol";
import {AccountBook} from "./AccountBook.sol";
import {AllowedSigners, SignerForm} from "./AllowedSigners.sol";
import {
    Account,
    AccountKind,
    Appointment,
    IAccounts,
    Signer,
    SignerAddition,
    SignerKind,
    SignerRemoval
} from "./IAccounts.sol";

/// @title The keys of accounts: added, removed, appointed, verified
/// @dev A session alone never adds a key that can spend today. What ENROL adds on its own waits a day, during which a
/// present key may cancel it; once an account has had a FULL key, only a FULL key adds another.
abstract contract AccountSigners is AccountBook, AllowedSigners {
    using AccountActs for *;

    /// One word. A signer of an earlier epoch is void: recovery will raise the account's.
    struct StoredSigner {
        SignerKind kind;
        uint64 activeFrom; // seconds
        uint16 epoch;
    }

    uint64 private constant ENROL_WAIT_SECONDS = 1 days;
    uint256 private constant DEVICE_SIGNERS_MAX = 3;

    IParticipants private immutable PARTICIPANTS;

    mapping(address account => mapping(bytes32 signerHash => StoredSigner)) private _signers;

    constructor(IParticipants participants) {
        PARTICIPANTS = participants;
    }

    /// @inheritdoc IAccounts
    function addSigner(SignerAddition calldata act, SignerProof calldata holder, Approval calldata enrol) external {
        _checkInTime(act.validBefore);
        Account storage holding = _personal(act.account, act.revision);
        _checkActive(act.account, holding);
        uint64 waitSeconds = _checkAddition(act, holding, holder, enrol);

        holding.revision += 1;
        _storeSigner(act.account, holding, act.kind, act.signer, uint64(block.timestamp) + waitSeconds);
    }

    /// @inheritdoc IAccounts
    /// @dev Open on a suspended account too: a person may always throw a key away.
    function removeSigner(SignerRemoval calldata act, SignerProof calldata holder, Approval calldata enrol) external {
        _checkInTime(act.validBefore);
        Account storage holding = _personal(act.account, act.revision);
        StoredSigner memory removed = _signers[act.account][act.signerHash];
        require(_isOfEpoch(removed, holding), AccountsSignerUnknown(act.signerHash));
        _checkRemoval(act, holding, removed, holder, enrol);

        // The FULL key that still waits is the first one by construction; cancelled, the account has had none.
        if (removed.kind == SignerKind.FULL && removed.activeFrom > block.timestamp) holding.hadFullSigner = false;
        _dropSigner(act.account, holding, removed.kind, act.signerHash);
    }

    /// @inheritdoc IAccounts
    /// @dev A coordinator's key takes the kind of its form; the passkeys admitted are those of the institution's city.
    function appoint(Appointment calldata act, Approval[] calldata approvals) external {
        Account storage institution = _institutional(act.institution, act.revision);
        bytes32 digest = _hashTypedDataV4(act.hash());
        AUTHORITY.checkApprovals(institution.cityId, Powers.ACCREDIT, digest, act.validBefore, approvals, 1);

        if (act.appointed) {
            SignerForm form = _admissibleForm(act.signer);
            SignerKind kind = form == SignerForm.DEVICE_KEY ? SignerKind.DEVICE : SignerKind.FULL;
            institution.revision += 1;
            _storeSigner(act.institution, institution, kind, act.signer, uint64(block.timestamp));
        } else {
            bytes32 signerHash = keccak256(act.signer);
            StoredSigner memory withdrawn = _signers[act.institution][signerHash];
            require(_isOfEpoch(withdrawn, institution), AccountsSignerUnknown(signerHash));
            _dropSigner(act.institution, institution, withdrawn.kind, signerHash);
        }
    }

    /// @inheritdoc IAccounts
    function verify(address id, bytes32 digest, SignerProof calldata proof) public view returns (SignerKind kind) {
        StoredSigner memory stored = _signers[id][keccak256(proof.signer)];
        if (!_isOfEpoch(stored, _accounts[id]) || block.timestamp < stored.activeFrom) return SignerKind.NONE;
        return _isSignedBy(proof.signer, digest, proof.signature) ? stored.kind : SignerKind.NONE;
    }

    /// @inheritdoc IAccounts
    function verifySigner(bytes32 digest, SignerProof calldata proof) external view returns (bool) {
        return _isSignedBy(proof.signer, digest, proof.signature);
    }

    /// @inheritdoc IAccounts
    function isAllowedSigner(bytes calldata signer_) external view returns (bool) {
        return _admissibleForm(signer_) != SignerForm.REFUSED;
    }

    /// @inheritdoc IAccounts
    /// @dev A signer of an earlier epoch reads as none.
    function signer(address id, bytes32 signerHash) external view returns (Signer memory) {
        StoredSigner memory stored = _signers[id][signerHash];
        return _isOfEpoch(stored, _accounts[id]) ? Signer(stored.kind, stored.activeFrom) : Signer(SignerKind.NONE, 0);
    }

    /// @dev Registers a key: of an admissible form, of the right kind for its form, of the home city if it is a
    /// passkey [W2], not known yet, within a person's number of device keys (an institution has one key a coordinator,
    /// and no such limit). Emits with the account's revision as it stands.
    function _storeSigner(
        address id,
        Account storage holding,
        SignerKind kind,
        bytes calldata signerBytes,
        uint64 activeFrom
    ) internal {
        bytes32 signerHash = keccak256(signerBytes);
        _checkForm(holding.cityId, kind, signerBytes, signerHash);
        StoredSigner memory known = _signers[id][signerHash];
        require(!_isOfEpoch(known, holding), AccountsSignerExists(signerHash));
        if (kind == SignerKind.FULL) {
            holding.hadFullSigner = true;
        } else if (holding.kind != AccountKind.INSTITUTION) {
            require(holding.deviceSignerCount < DEVICE_SIGNERS_MAX, AccountsTooManyDeviceSigners(id, DEVICE_SIGNERS_MAX));
            holding.deviceSignerCount += 1;
        }
        _signers[id][signerHash] = StoredSigner(kind, activeFrom, holding.epoch);
        emit SignerAdded(id, signerHash, kind, activeFrom, holding.revision);
    }

    /// @dev Verifies a holder's own signature and says with which kind of key.
    function _holderKind(address id, bytes32 digest, SignerProof calldata holder) internal view returns (SignerKind) {
        SignerKind kind = verify(id, digest, holder);
        require(kind != SignerKind.NONE, AccountsSignatureRefused(id));
        return kind;
    }

    function _dropSigner(address id, Account storage holding, SignerKind kind, bytes32 signerHash) private {
        delete _signers[id][signerHash];
        if (kind == SignerKind.DEVICE && holding.kind != AccountKind.INSTITUTION) holding.deviceSignerCount -= 1;
        holding.revision += 1;
        emit SignerRemoved(id, signerHash, holding.revision);
    }

    /// @return waitSeconds before the key may act
    function _checkAddition(
        SignerAddition calldata act,
        Account storage holding,
        SignerProof calldata holder,
        Approval calldata enrol
    ) private view returns (uint64 waitSeconds) {
        bytes32 digest = _hashTypedDataV4(act.hash());
        bool hasHolder = holder.signer.length != 0;
        if (hasHolder && _holderKind(act.account, digest, holder) == SignerKind.FULL) return 0;

        bool isFirstFull = act.kind == SignerKind.FULL && !holding.hadFullSigner;
        bool isLaterDevice = act.kind == SignerKind.DEVICE && !hasHolder;
        require(isFirstFull || isLaterDevice, AccountsFullSignerNeeded(act.account));
        _checkOfficer(holding.cityId, Powers.ENROL, digest, act.validBefore, enrol);
        return hasHolder ? 0 : ENROL_WAIT_SECONDS;
    }

    function _checkRemoval(
        SignerRemoval calldata act,
        Account storage holding,
        StoredSigner memory removed,
        SignerProof calldata holder,
        Approval calldata enrol
    ) private view {
        bytes32 digest = _hashTypedDataV4(act.hash());
        if (holder.signer.length == 0) {
            return _checkOfficer(holding.cityId, Powers.ENROL, digest, act.validBefore, enrol);
        }
        bool isFull = _holderKind(act.account, digest, holder) == SignerKind.FULL;
        bool isItself = keccak256(holder.signer) == act.signerHash;
        require(
            isFull || isItself || removed.activeFrom > block.timestamp, AccountsFullSignerNeeded(act.account)
        );
    }

    function _checkForm(uint8 cityId, SignerKind kind, bytes calldata signerBytes, bytes32 signerHash) private view {
        SignerForm form = _admissibleForm(signerBytes);
        require(form != SignerForm.REFUSED, AccountsSignerRefused(signerHash));
        bool isDeviceKey = form == SignerForm.DEVICE_KEY;
        require(
            (kind == SignerKind.FULL && !isDeviceKey) || (kind == SignerKind.DEVICE && isDeviceKey),
            AccountsSignerKindRefused(kind)
        );
        if (form == SignerForm.PASSKEY) {
            bytes32 expected = PARTICIPANTS.city(cityId).rpIdHash;
            bytes32 given = _rpIdHashOf(signerBytes);
            require(given == expected, AccountsPasskeyOfAnotherCity(given, expected));
        }
    }

    function _checkCity(uint8 cityId) internal view {
        bool active = PARTICIPANTS.city(cityId).status == ParticipantStatus.ACTIVE;
        require(active, IParticipants.ParticipantsCityUnknown(cityId));
    }

    function _institutional(address id, uint32 seenRevision) private view returns (Account storage found) {
        found = _seen(id, seenRevision);
        require(found.kind == AccountKind.INSTITUTION, AccountsKindRefused(found.kind));
    }

    function _isOfEpoch(StoredSigner memory stored, Account storage holding) private view returns (bool) {
        return stored.kind != SignerKind.NONE && stored.epoch == holding.epoch;
    }
}

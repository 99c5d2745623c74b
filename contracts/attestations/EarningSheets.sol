// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Attestation} from "@ethereum-attestation-service/eas-contracts/contracts/Common.sol";
import {IEAS} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import {ISchemaRegistry} from "@ethereum-attestation-service/eas-contracts/contracts/ISchemaRegistry.sol";
import {SchemaResolver} from "@ethereum-attestation-service/eas-contracts/contracts/resolver/SchemaResolver.sol";
import {IAccounts} from "../accounts/IAccounts.sol";
import {IInstitutionAccount} from "../accounts/IInstitutionAccount.sol";
import {IInstitutionAccounts} from "../accounts/IInstitutionAccounts.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IEmergencyPause} from "../participants/IEmergencyPause.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {IPoints} from "../points/IPoints.sol";
import {FrozenTerms, IProgrammes} from "../points/IProgrammes.sol";
import {Powers} from "../values/Powers.sol";
import {Approval, SignerProof} from "../values/Signatures.sol";
import {Weeks} from "../values/Weeks.sol";
import {
    IEarningSheets,
    Sheet,
    SheetRevocation,
    SheetState,
    SheetStatus,
    SheetStrike,
    StrikeReason
} from "./IEarningSheets.sol";
import {SheetActs} from "./SheetActs.sol";
import {SheetAttestation} from "./SheetAttestation.sol";
import {SheetBook} from "./SheetBook.sol";
import {SheetDisputes} from "./SheetDisputes.sol";
import {SheetPosting} from "./SheetPosting.sol";

/// @title Sheets: the fact is EAS's, what follows from it is decided here (D8)
/// @notice One door: `submit` has the institution's account attest, and `onAttest` begins the sheet. EAS's own doors are
/// refused, because no other attester than an institution's account is accepted, and that account obeys only doors.
/// @dev No reentrancy guard: `submit` comes back through EAS to `onAttest` by design.
contract EarningSheets is SheetPosting, SheetDisputes, SchemaResolver {
    using SheetActs for Sheet;
    using SheetActs for SheetStrike;
    using SheetActs for SheetRevocation;
    using SheetAttestation for Sheet;
    using SheetAttestation for bytes;

    uint32 private constant LINE_COUNT_MAX = 1000;
    /// A sheet may come this long after its week ended [A3].
    uint256 private constant FILING_SECONDS = 91 days;

    IInstitutionAccounts private immutable INSTITUTION_ACCOUNTS;
    bytes32 private immutable SCHEMA_UID;

    constructor(
        IEAS eas,
        ISchemaRegistry schemaRegistry,
        IAuthority authority,
        IParticipants participants,
        IAccounts accounts,
        IInstitutionAccounts institutionAccounts,
        IProgrammes programmes,
        IPoints points,
        IEmergencyPause pause
    ) SheetBook(authority, participants, accounts, programmes, points) SheetPosting(pause) SchemaResolver(eas) {
        INSTITUTION_ACCOUNTS = institutionAccounts;
        // EAS binds a schema to its resolver for ever: another EarningSheets means another schema.
        SCHEMA_UID = schemaRegistry.register(SheetAttestation.SCHEMA, this, true);
    }

    /// @inheritdoc IEarningSheets
    function submit(Sheet calldata sheet_, SignerProof calldata coordinator) external returns (bytes32 sheetId) {
        _checkCoordinator(sheet_.institution, sheet_.hash(), sheet_.validBefore, coordinator);
        sheetId = sheetIdOf(
            sheet_.institution, sheet_.programmeId, sheet_.activityId, sheet_.weekIndex, sheet_.part
        );
        IInstitutionAccount(sheet_.institution).attest(SCHEMA_UID, sheet_.encode(keccak256(coordinator.signer)));
    }

    /// @inheritdoc IEarningSheets
    function strikeSheet(SheetStrike calldata act, Approval[] calldata approvals) external {
        bytes32 digest = _hashTypedDataV4(act.hash());
        uint8 cityId = _known(act.sheetId).cityId;
        AUTHORITY.checkApprovals(cityId, Powers.PROGRAMME, digest, act.validBefore, approvals, 1);
        _filed(act.sheetId);
        _strikeWhole(act.sheetId, SheetStatus.STRUCK, StrikeReason.WITHDRAWN, act.reasonCode);
    }

    /// @inheritdoc IEarningSheets
    /// @dev A finished sheet can be revoked too: EAS then says that the institution takes its word back, although its
    /// posted lines stay [A7].
    function revoke(SheetRevocation calldata act, SignerProof calldata coordinator) external {
        SheetState storage state = _known(act.sheetId);
        _checkCoordinator(state.institution, act.hash(), act.validBefore, coordinator);
        require(_isRevocable(state.status), SheetsNotOpen(act.sheetId, state.status));
        // Here and not in onRevoke, which could not know the reason; onRevoke then finds it done.
        _strikeWhole(act.sheetId, SheetStatus.REVOKED, StrikeReason.REVOKED, act.reasonCode);
        IInstitutionAccount(state.institution).revoke(SCHEMA_UID, state.attestationUid);
    }

    /// @inheritdoc IEarningSheets
    function expire(bytes32 sheetId) external {
        uint64 allowedFrom = _filed(sheetId).windowEndsAt + EXPIRY_SECONDS + 1;
        require(block.timestamp >= allowedFrom, SheetsDecisionTooEarly(allowedFrom, block.timestamp));
        _strikeWhole(sheetId, SheetStatus.EXPIRED, StrikeReason.EXPIRED, 0);
    }

    /// @inheritdoc IEarningSheets
    function schemaUid() external view returns (bytes32) {
        return SCHEMA_UID;
    }

    /// @inheritdoc IEarningSheets
    function sheetIdOf(address institution, bytes32 programmeId, bytes32 activityId, uint32 weekIndex, uint16 part)
        public
        pure
        returns (bytes32)
    {
        return SheetActs.idOf(institution, programmeId, activityId, weekIndex, part);
    }

    /// @dev The only place where a sheet begins. Everything is taken from the attestation and checked again, whoever
    /// the door was: the door answers for the signature, this for all the rest.
    function onAttest(Attestation calldata attestation, uint256 value) internal override returns (bool) {
        _checkAttestation(attestation, value);
        (Sheet memory filed, bytes32 signerHash) = attestation.data.decode(attestation.attester);
        bytes32 sheetId = _idOf(filed);
        _checkNew(sheetId, filed);

        SheetState storage state = _sheets[sheetId];
        _begin(state, filed, attestation.uid);
        FrozenTerms memory terms = PROGRAMMES.reserve(
            filed.programmeId, filed.institution, filed.totalQuantity, filed.weekIndex
        );
        state.cityId = terms.cityId;
        state.windowEndsAt = uint64(block.timestamp) + terms.pendingSeconds;
        state.reservedPoints = terms.reservedPoints;
        _rates[sheetId] = terms.rate;
        emit SheetFiled(
            sheetId,
            filed.institution,
            filed.programmeId,
            filed,
            attestation.uid,
            signerHash,
            terms.reservedPoints,
            state.windowEndsAt
        );
        return true;
    }

    /// @dev Never refuses: EAS has recorded that the attester takes its word back. Through our own `revoke` the sheet has
    /// ended already; through another door it ends here, without a reason code.
    function onRevoke(Attestation calldata attestation, uint256) internal override returns (bool) {
        (Sheet memory filed,) = attestation.data.decode(attestation.attester);
        bytes32 sheetId = _idOf(filed);
        if (_isRevocable(_sheets[sheetId].status)) {
            _strikeWhole(sheetId, SheetStatus.REVOKED, StrikeReason.REVOKED, 0);
        }
        return true;
    }

    /// @dev The schema too: anyone may register another one with this contract as its resolver.
    function _checkAttestation(Attestation calldata attestation, uint256 value) private view {
        bool isPlain = attestation.revocable && attestation.expirationTime == 0 && attestation.refUID == 0
            && attestation.recipient == address(0) && value == 0;
        bool isOurs = attestation.schema == SCHEMA_UID && attestation.data.isWellFormed()
            && INSTITUTION_ACCOUNTS.isInstitutionAccount(attestation.attester);
        require(isPlain && isOurs, SheetsAttestationRefused(attestation.attester));
    }

    function _checkNew(bytes32 sheetId, Sheet memory filed) private view {
        require(PARTICIPANTS.isActiveInstitution(filed.institution), SheetsInstitutionNotActive(filed.institution));
        require(block.timestamp < filed.validBefore, SheetsExpired(filed.validBefore, block.timestamp));
        SheetState storage known = _sheets[sheetId];
        if (known.status != SheetStatus.NONE) {
            bool isSame = known.linesRoot == filed.linesRoot && known.lineCount == filed.lineCount
                && known.totalQuantity == filed.totalQuantity;
            require(isSame, SheetsDiffers(sheetId, known.linesRoot, filed.linesRoot));
            revert SheetsAlreadyFiled(sheetId);
        }
        bool isShapely = filed.lineCount > 0 && filed.lineCount <= LINE_COUNT_MAX
            && filed.totalQuantity >= filed.lineCount;
        require(isShapely, SheetsShapeRefused(filed.lineCount, filed.totalQuantity));
        uint32 currentWeekIndex = Weeks.indexAt(block.timestamp);
        bool isInTime = filed.weekIndex <= currentWeekIndex
            && block.timestamp <= uint256(Weeks.endOf(filed.weekIndex)) + FILING_SECONDS;
        require(isInTime, SheetsWeekRefused(filed.weekIndex, currentWeekIndex));
    }

    function _begin(SheetState storage state, Sheet memory filed, bytes32 attestationUid) private {
        state.status = SheetStatus.FILED;
        state.filedAt = uint64(block.timestamp);
        state.institution = filed.institution;
        state.programmeId = filed.programmeId;
        state.activityId = filed.activityId;
        state.weekIndex = filed.weekIndex;
        state.part = filed.part;
        state.lineCount = filed.lineCount;
        state.totalQuantity = filed.totalQuantity;
        state.linesRoot = filed.linesRoot;
        state.attestationUid = attestationUid;
    }

    function _idOf(Sheet memory filed) private pure returns (bytes32) {
        return SheetActs.idOf(
            filed.institution, filed.programmeId, filed.activityId, filed.weekIndex, filed.part
        );
    }

    function _isRevocable(SheetStatus status) private pure returns (bool) {
        return status == SheetStatus.FILED || status == SheetStatus.FINISHED;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Account, AccountKind, AccountStatus, Caps, IAccounts, SignerKind} from "../accounts/IAccounts.sol";
import {IClearingHouse} from "../clearing/IClearingHouse.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {Institution, InstitutionKind, IParticipants, ParticipantStatus, Terminal} from "../participants/IParticipants.sol";
import {IPoints, Lot} from "../points/IPoints.sol";
import {Powers} from "../values/Powers.sol";
import {Approval, SignerProof} from "../values/Signatures.sol";
import {BurnOrder} from "./BurnOrder.sol";
import {ChargeHash} from "./ChargeHash.sol";
import {
    Charge,
    ChargeState,
    ChargeStatus,
    Consent,
    IRedemptionDesk,
    Redemption,
    RedemptionVoid,
    RefusalReason,
    Refund
} from "./IRedemptionDesk.sol";
import {LotWords} from "./LotWords.sol";

/// @title RedemptionDesk
/// @dev Refusals are values found by checks (D11): no check of `redeem` reverts, so nothing is caught. The verifiers
/// behind `Accounts` are an allow-list and never revert through it; the other contracts called are the ledger's own.
contract RedemptionDesk is IRedemptionDesk, EIP712 {
    using ChargeHash for Charge;
    using ChargeHash for Consent;
    using ChargeHash for RedemptionVoid;
    using ChargeHash for Refund;
    using LotWords for mapping(uint256 wordIndex => uint256);

    uint256 private constant MAXIMUM_ITEMS = 100;
    /// What an item needs in the steady state: a batch sent with too little fails whole, before any signature is read.
    uint256 private constant MINIMUM_GAS_PER_ITEM = 120_000;
    /// Life online [Q3], and by how much the clocks of two services and of the block may differ.
    uint256 private constant LIFE_SECONDS = 120;
    uint256 private constant CLOCK_SLACK_SECONDS = 30;
    uint64 private constant VOID_SECONDS = 24 hours;
    uint64 private constant REFUND_SECONDS = 90 days;
    uint256 private constant REFUND_APPROVALS = 1;

    /// What is kept of a charge, three words. A declined one keeps the first only.
    struct Settlement {
        address account;
        uint40 settledAt;
        ChargeStatus status;
        SignerKind signerKind; // whose cap a void of the same day gives back
        uint8 lotCount;
        uint8 onlyCityId; // issuer of a single lot; several lots are in `_lots`
        address merchant;
        uint48 points;
        uint48 refundedPoints;
        bytes32 terminal;
    }

    /// What checking an item found, for settling it.
    struct Finding {
        bytes32 chargeId;
        RefusalReason reason;
        SignerKind signerKind;
        uint8 merchantCityId;
        Lot[] lots; // to burn, in order
    }

    IAuthority private immutable AUTHORITY;
    IParticipants private immutable PARTICIPANTS;
    IAccounts private immutable ACCOUNTS;
    IPoints private immutable POINTS;
    IClearingHouse private immutable CLEARING;

    mapping(bytes32 chargeId => Settlement) private _settlements;
    mapping(bytes32 chargeId => mapping(uint256 wordIndex => uint256)) private _lots;
    mapping(bytes32 refundId => bool) private _refunds;
    mapping(address merchant => mapping(uint256 unixDay => uint128 points)) private _redeemed;

    constructor(
        IAuthority authority,
        IParticipants participants,
        IAccounts accounts,
        IPoints points,
        IClearingHouse clearing
    ) EIP712("Maille", "1") {
        AUTHORITY = authority;
        PARTICIPANTS = participants;
        ACCOUNTS = accounts;
        POINTS = points;
        CLEARING = clearing;
    }

    /// @inheritdoc IRedemptionDesk
    function redeem(Redemption[] calldata redemptions) external {
        require(redemptions.length <= MAXIMUM_ITEMS, DeskTooManyItems(redemptions.length, MAXIMUM_ITEMS));
        uint256 neededGas = redemptions.length * MINIMUM_GAS_PER_ITEM;
        require(gasleft() >= neededGas, DeskTooLittleGas(gasleft(), neededGas));
        for (uint256 i = 0; i < redemptions.length; ++i) _redeemOne(redemptions[i]);
    }

    /// @inheritdoc IRedemptionDesk
    function voidRedemption(RedemptionVoid calldata act, SignerProof calldata terminal) external {
        Settlement storage kept = _settledCharge(act.chargeId, act.validBefore);
        require(act.terminal == kept.terminal, DeskTerminalDiffers(act.chargeId, act.terminal));
        _checkTerminal(kept, act.chargeId, _hashTypedDataV4(act.hash()), terminal);
        uint64 allowedUntil = kept.settledAt + VOID_SECONDS;
        require(block.timestamp <= allowedUntil, DeskVoidTooLate(act.chargeId, allowedUntil));
        require(kept.refundedPoints == 0, DeskVoidAfterRefund(act.chargeId, kept.refundedPoints));

        uint256 settledDay = kept.settledAt / 1 days;
        uint128 points = kept.points;
        Lot[] memory lots = BurnOrder.inReverse(_burnedLots(act.chargeId, kept), 0, points);
        kept.status = ChargeStatus.VOIDED;
        _redeemed[kept.merchant][settledDay] -= points;
        emit RedemptionVoided(act.chargeId, kept.account, kept.merchant, points, lots);

        // A cap counts the current day only; that of an earlier day has already gone.
        if (settledDay == block.timestamp / 1 days) ACCOUNTS.giveBackCap(kept.account, kept.signerKind, points);
        _return(act.chargeId, kept, lots);
    }

    /// @inheritdoc IRedemptionDesk
    function refund(Refund calldata act, SignerProof calldata terminal, Approval[] calldata approvals) external {
        Settlement storage kept = _settledCharge(act.chargeId, act.validBefore);
        require(!_refunds[act.refundId], DeskRefundRepeated(act.refundId));
        _checkRefunder(kept, act, terminal, approvals);
        uint64 allowedUntil = kept.settledAt + REFUND_SECONDS;
        require(block.timestamp <= allowedUntil, DeskRefundTooLate(act.chargeId, allowedUntil));
        uint48 remainingPoints = kept.points - kept.refundedPoints;
        require(
            act.points > 0 && act.points <= remainingPoints,
            DeskRefundExceeded(act.chargeId, remainingPoints, act.points)
        );

        Lot[] memory lots = BurnOrder.inReverse(_burnedLots(act.chargeId, kept), kept.refundedPoints, act.points);
        _refunds[act.refundId] = true;
        // Fits: act.points <= remainingPoints.
        kept.refundedPoints += uint48(act.points);
        emit RedemptionRefunded(
            act.chargeId, act.refundId, kept.account, kept.merchant, act.points, act.reasonCode, lots
        );

        _return(act.chargeId, kept, lots);
    }

    /// @inheritdoc IRedemptionDesk
    /// @dev The same checks as `redeem`; the cap, decided last, is read instead of consumed.
    function preview(Redemption calldata redemption) external view returns (RefusalReason reason) {
        Finding memory finding = _check(redemption);
        if (finding.reason != RefusalReason.NONE) return finding.reason;
        Consent calldata consent = redemption.consent;
        return _fitsCap(consent.account, finding.signerKind, consent.points) ? RefusalReason.NONE : RefusalReason.SIGNER_CAP;
    }

    /// @inheritdoc IRedemptionDesk
    function charge(bytes32 chargeId) external view returns (ChargeState memory) {
        Settlement storage kept = _settlements[chargeId];
        return ChargeState({
            status: kept.status,
            settledAt: kept.settledAt,
            account: kept.account,
            merchant: kept.merchant,
            terminal: kept.terminal,
            points: kept.points,
            refundedPoints: kept.refundedPoints
        });
    }

    /// @inheritdoc IRedemptionDesk
    function chargeIdOf(Charge calldata charge_) external pure returns (bytes32) {
        return charge_.hash();
    }

    /// @inheritdoc IRedemptionDesk
    function redeemedOn(address merchant, uint256 timestamp) external view returns (uint128 points) {
        return _redeemed[merchant][timestamp / 1 days];
    }

    function _redeemOne(Redemption calldata item) private {
        Finding memory finding = _check(item);
        Consent calldata consent = item.consent;
        if (
            finding.reason == RefusalReason.NONE
                && !ACCOUNTS.consumeCap(consent.account, finding.signerKind, consent.points)
        ) finding.reason = RefusalReason.SIGNER_CAP;

        if (finding.reason == RefusalReason.NONE) {
            _settle(item.charge, consent, finding);
        } else if (_isFinal(finding.reason)) {
            Settlement storage kept = _settlements[finding.chargeId];
            (kept.account, kept.status) = (consent.account, ChargeStatus.DECLINED);
            emit RedemptionDeclined(finding.chargeId, consent.account, consent.merchant, finding.reason);
        } else {
            emit RedemptionRefused(finding.chargeId, finding.reason);
        }
    }

    function _settle(Charge calldata charge_, Consent calldata consent, Finding memory finding) private {
        // Fits in 48 bits: `_checkTerms` refused more.
        uint48 points = uint48(charge_.points);
        bool isSingle = finding.lots.length == 1;
        _settlements[finding.chargeId] = Settlement({
            account: consent.account,
            settledAt: uint40(block.timestamp),
            status: ChargeStatus.SETTLED,
            signerKind: finding.signerKind,
            lotCount: uint8(finding.lots.length),
            onlyCityId: isSingle ? finding.lots[0].cityId : 0,
            merchant: charge_.merchant,
            points: points,
            refundedPoints: 0,
            terminal: charge_.terminal
        });
        if (!isSingle) _lots[finding.chargeId].store(finding.lots);
        _redeemed[charge_.merchant][block.timestamp / 1 days] += points;
        emit Redeemed(finding.chargeId, consent.account, charge_.merchant, points, finding.lots);

        POINTS.redeem(consent.account, finding.lots);
        for (uint256 i = 0; i < finding.lots.length; ++i) {
            Lot memory lot = finding.lots[i];
            if (lot.cityId == finding.merchantCityId) continue;
            CLEARING.record(lot.cityId, finding.merchantCityId, lot.points, finding.chargeId);
        }
    }

    /// Points go back to the account that paid, whatever became of it since.
    function _return(bytes32 chargeId, Settlement storage kept, Lot[] memory lots) private {
        uint8 merchantCityId = PARTICIPANTS.institution(kept.merchant).cityId;
        POINTS.giveBack(kept.account, lots);
        for (uint256 i = 0; i < lots.length; ++i) {
            if (lots[i].cityId == merchantCityId) continue;
            CLEARING.reverse(lots[i].cityId, merchantCityId, lots[i].points, chargeId);
        }
    }

    /// The one answer to an item, but for the cap: cheapest first, signatures before anything that would be final.
    function _check(Redemption calldata item) private view returns (Finding memory finding) {
        finding.chargeId = item.charge.hash();
        finding.reason = _checkTerms(item, finding.chargeId);
        if (finding.reason == RefusalReason.NONE) finding.reason = _checkState(finding.chargeId);
        if (finding.reason == RefusalReason.NONE) finding.reason = _checkWindow(item);
        if (finding.reason == RefusalReason.NONE) finding.reason = _checkSignatures(item, finding);
        if (finding.reason == RefusalReason.NONE) finding.reason = _checkStanding(item, finding);
    }

    function _checkTerms(Redemption calldata item, bytes32 chargeId) private pure returns (RefusalReason) {
        Charge calldata asked = item.charge;
        Consent calldata given = item.consent;
        bool isSame = given.chargeId == chargeId && given.merchant == asked.merchant && given.points == asked.points
            && keccak256(item.terminal.signer) == asked.terminal;
        // A charge of nothing, or of more than a word of storage holds, is not a charge.
        bool isSized = asked.points > 0 && asked.points <= LotWords.MAXIMUM_POINTS;
        bool isShort = given.validBefore <= given.validAfter + LIFE_SECONDS + CLOCK_SLACK_SECONDS;
        return isSame && isSized && isShort ? RefusalReason.NONE : RefusalReason.TERMS_DIFFER;
    }

    /// Before the window, so that a charge settled long ago is told as settled and not as expired.
    function _checkState(bytes32 chargeId) private view returns (RefusalReason) {
        ChargeStatus status = _settlements[chargeId].status;
        if (status == ChargeStatus.SETTLED) return RefusalReason.ALREADY_SETTLED;
        if (status == ChargeStatus.DECLINED) return RefusalReason.ALREADY_DECLINED;
        if (status == ChargeStatus.VOIDED) return RefusalReason.VOIDED;
        return RefusalReason.NONE;
    }

    function _checkWindow(Redemption calldata item) private view returns (RefusalReason) {
        Consent calldata given = item.consent;
        if (block.timestamp >= item.charge.validBefore || block.timestamp >= given.validBefore) return RefusalReason.EXPIRED;
        bool hasBegun = block.timestamp >= given.validAfter
            && item.charge.validBefore <= block.timestamp + LIFE_SECONDS + CLOCK_SLACK_SECONDS;
        return hasBegun ? RefusalReason.NONE : RefusalReason.NOT_YET_VALID;
    }

    function _checkSignatures(Redemption calldata item, Finding memory finding) private view returns (RefusalReason) {
        Terminal memory terminal = PARTICIPANTS.terminal(item.charge.terminal);
        if (terminal.merchant != item.charge.merchant || terminal.status != ParticipantStatus.ACTIVE) {
            return RefusalReason.TERMINAL_REMOVED;
        }
        if (!ACCOUNTS.verifySigner(_hashTypedDataV4(finding.chargeId), item.terminal)) return RefusalReason.BAD_SIGNATURE;

        bytes32 consentDigest = _hashTypedDataV4(item.consent.hash());
        finding.signerKind = ACCOUNTS.verify(item.consent.account, consentDigest, item.account);
        if (finding.signerKind != SignerKind.NONE) return RefusalReason.NONE;
        // A true signature by a key that is not, no longer or not yet the account's is told apart from a false one.
        return ACCOUNTS.verifySigner(consentDigest, item.account) ? RefusalReason.SIGNER_REMOVED : RefusalReason.BAD_SIGNATURE;
    }

    /// Both signatures are good: what refuses from here on is final.
    function _checkStanding(Redemption calldata item, Finding memory finding) private view returns (RefusalReason) {
        Account memory payer = ACCOUNTS.account(item.consent.account);
        if (payer.status != AccountStatus.ACTIVE || payer.kind != AccountKind.RESIDENT) return RefusalReason.ACCOUNT_NOT_ACTIVE;

        Institution memory merchant = PARTICIPANTS.institution(item.charge.merchant);
        bool isMerchant = merchant.kind == InstitutionKind.MERCHANT || merchant.kind == InstitutionKind.CITY;
        if (!isMerchant || !PARTICIPANTS.isActiveInstitution(item.charge.merchant)) return RefusalReason.MERCHANT_NOT_ACTIVE;
        finding.merchantCityId = merchant.cityId;
        // A city's own counter has no ceiling: the city would be protecting itself from itself.
        uint256 redeemedPoints = _redeemed[item.charge.merchant][block.timestamp / 1 days];
        if (merchant.kind == InstitutionKind.MERCHANT && redeemedPoints + item.charge.points > merchant.dailyCeilingPoints) {
            return RefusalReason.MERCHANT_CEILING;
        }

        uint128 missingPoints;
        uint256 heldPoints;
        (finding.lots, missingPoints, heldPoints) = BurnOrder.choose(
            POINTS, CLEARING, item.consent.account, item.charge.points, merchant.cityId, payer.cityId
        );
        if (missingPoints == 0) return RefusalReason.NONE;
        return heldPoints < item.charge.points ? RefusalReason.INSUFFICIENT_POINTS : RefusalReason.POINTS_NOT_ACCEPTED_HERE;
    }

    /// What `consumeCap` would answer. FULL has no cap per charge.
    function _fitsCap(address account, SignerKind kind, uint128 points) private view returns (bool) {
        (Caps memory current, uint128 spentTodayPoints) = ACCOUNTS.caps(account, kind);
        if (kind != SignerKind.FULL && points > current.perChargePoints) return false;
        return uint256(spentTodayPoints) + points <= current.perDayPoints;
    }

    function _checkRefunder(
        Settlement storage kept,
        Refund calldata act,
        SignerProof calldata terminal,
        Approval[] calldata approvals
    ) private view {
        bytes32 digest = _hashTypedDataV4(act.hash());
        if (approvals.length == 0) return _checkTerminal(kept, act.chargeId, digest, terminal);
        uint8 merchantCityId = PARTICIPANTS.institution(kept.merchant).cityId;
        AUTHORITY.checkApprovals(merchantCityId, Powers.TREASURY, digest, act.validBefore, approvals, REFUND_APPROVALS);
    }

    /// The terminal that charged, still enrolled. Its merchant may be suspended: returning points harms nobody.
    function _checkTerminal(Settlement storage kept, bytes32 chargeId, bytes32 digest, SignerProof calldata proof) private view {
        bytes32 terminalId = keccak256(proof.signer);
        Terminal memory terminal = PARTICIPANTS.terminal(terminalId);
        require(
            terminalId == kept.terminal && terminal.merchant == kept.merchant && terminal.status == ParticipantStatus.ACTIVE,
            DeskTerminalDiffers(chargeId, terminalId)
        );
        require(ACCOUNTS.verifySigner(digest, proof), DeskSignatureRefused(chargeId));
    }

    function _settledCharge(bytes32 chargeId, uint64 validBefore) private view returns (Settlement storage kept) {
        require(block.timestamp < validBefore, DeskExpired(validBefore, block.timestamp));
        kept = _settlements[chargeId];
        require(kept.status == ChargeStatus.SETTLED, DeskNotSettled(chargeId, kept.status));
    }

    function _burnedLots(bytes32 chargeId, Settlement storage kept) private view returns (Lot[] memory lots) {
        if (kept.lotCount != 1) return _lots[chargeId].load(kept.lotCount);
        lots = new Lot[](1);
        lots[0] = Lot({cityId: kept.onlyCityId, points: kept.points});
    }

    function _isFinal(RefusalReason reason) private pure returns (bool) {
        return reason < RefusalReason.EXPIRED;
    }
}

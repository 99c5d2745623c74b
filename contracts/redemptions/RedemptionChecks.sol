// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Account, AccountKind, AccountStatus, Caps, IAccounts, SignerKind} from "../accounts/IAccounts.sol";
import {IClearingHouse} from "../clearing/IClearingHouse.sol";
import {Institution, InstitutionKind, IParticipants, ParticipantStatus, Terminal} from "../participants/IParticipants.sol";
import {IPoints, Lot} from "../points/IPoints.sol";
import {BurnOrder} from "./BurnOrder.sol";
import {ChargeHash} from "./ChargeHash.sol";
import {Charge, ChargeStatus, Consent, IRedemptionDesk, Redemption, RefusalReason} from "./IRedemptionDesk.sol";
import {RedemptionBook} from "./RedemptionBook.sol";

/// @title The answer to one item, as a value
/// @dev No check reverts, so no item sinks its batch and nothing is caught (D11). The verifiers behind `Accounts` are an
/// allow-list and answer instead of reverting; the other contracts called are the ledger's own.
abstract contract RedemptionChecks is RedemptionBook, EIP712 {
    using ChargeHash for Charge;
    using ChargeHash for Consent;

    /// Life online [Q3], and by how much the clocks of two services and of the block may differ.
    uint256 private constant LIFE_SECONDS = 120;
    uint256 private constant CLOCK_SLACK_SECONDS = 30;

    /// What checking an item found, for settling it.
    struct Finding {
        bytes32 chargeId;
        RefusalReason reason;
        SignerKind signerKind;
        uint8 merchantCityId;
        Lot[] lots; // to burn, in order
    }

    IParticipants internal immutable PARTICIPANTS;
    IAccounts internal immutable ACCOUNTS;
    IPoints internal immutable POINTS;
    IClearingHouse internal immutable CLEARING;

    constructor(IParticipants participants, IAccounts accounts, IPoints points, IClearingHouse clearing)
        EIP712("Maille", "1")
    {
        PARTICIPANTS = participants;
        ACCOUNTS = accounts;
        POINTS = points;
        CLEARING = clearing;
    }

    /// @inheritdoc IRedemptionDesk
    /// @dev The same checks as `redeem`; the cap, decided last, is read instead of consumed.
    function preview(Redemption calldata redemption) external view returns (RefusalReason reason) {
        Finding memory finding = _check(redemption);
        if (finding.reason != RefusalReason.NONE) return finding.reason;
        Consent calldata consent = redemption.consent;
        return _fitsCap(consent.account, finding.signerKind, consent.points) ? RefusalReason.NONE : RefusalReason.SIGNER_CAP;
    }

    /// The one answer to an item, but for the cap: cheapest first, signatures before anything that would be final.
    function _check(Redemption calldata item) internal view returns (Finding memory finding) {
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
        // A charge of nothing, or of more than a settlement can hold, is not a charge.
        bool isSized = asked.points > 0 && asked.points <= MAXIMUM_POINTS;
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
        // A merchant or a city's counter: no other kind of institution has terminals.
        if (!PARTICIPANTS.isActiveInstitution(item.charge.merchant)) return RefusalReason.MERCHANT_NOT_ACTIVE;
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

    /// What `consumeCap` would answer.
    function _fitsCap(address account, SignerKind kind, uint128 points) private view returns (bool) {
        (Caps memory current, uint128 spentTodayPoints) = ACCOUNTS.caps(account, kind);
        if (points > current.perChargePoints) return false;
        return uint256(spentTodayPoints) + points <= current.perDayPoints;
    }
}

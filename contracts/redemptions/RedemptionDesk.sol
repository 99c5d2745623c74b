// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IAccounts} from "../accounts/IAccounts.sol";
import {IClearingHouse} from "../clearing/IClearingHouse.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IEmergencyPause} from "../participants/IEmergencyPause.sol";
import {IParticipants, ParticipantStatus, Terminal} from "../participants/IParticipants.sol";
import {IPoints, Lot} from "../points/IPoints.sol";
import {Powers} from "../values/Powers.sol";
import {Approval, SignerProof} from "../values/Signatures.sol";
import {BurnOrder} from "./BurnOrder.sol";
import {ChargeHash} from "./ChargeHash.sol";
import {
    Charge,
    ChargeStatus,
    Consent,
    IRedemptionDesk,
    Redemption,
    RedemptionVoid,
    RefusalReason,
    Refund
} from "./IRedemptionDesk.sol";
import {RedemptionChecks} from "./RedemptionChecks.sol";

/// @title Where points are spent and returned
/// @dev What an item is answered is found in `RedemptionChecks`, what is remembered of it lies in `RedemptionBook`; here
/// is what happens.
contract RedemptionDesk is RedemptionChecks {
    using ChargeHash for RedemptionVoid;
    using ChargeHash for Refund;

    uint256 private constant MAXIMUM_ITEMS = 100;
    /// What an item needs in the steady state: a batch sent with too little fails whole, before any signature is read.
    uint256 private constant MINIMUM_GAS_PER_ITEM = 120_000;
    uint64 private constant VOID_SECONDS = 24 hours;
    uint64 private constant REFUND_SECONDS = 90 days;
    uint256 private constant REFUND_APPROVALS = 1;

    IAuthority private immutable AUTHORITY;
    IEmergencyPause private immutable PAUSE;

    constructor(
        IAuthority authority,
        IParticipants participants,
        IAccounts accounts,
        IPoints points,
        IClearingHouse clearing,
        IEmergencyPause pause
    ) RedemptionChecks(participants, accounts, points, clearing) {
        AUTHORITY = authority;
        PAUSE = pause;
    }

    /// @inheritdoc IRedemptionDesk
    function redeem(Redemption[] calldata redemptions) external {
        // The batch as it is, item by item untouched: what waits is redeemed after the pause if its time is not up.
        PAUSE.requireNotPaused();
        require(redemptions.length <= MAXIMUM_ITEMS, DeskTooManyItems(redemptions.length, MAXIMUM_ITEMS));
        uint256 neededGas = redemptions.length * MINIMUM_GAS_PER_ITEM;
        require(gasleft() >= neededGas, DeskTooLittleGas(gasleft(), neededGas));
        for (uint256 i = 0; i < redemptions.length; ++i) _redeemOne(redemptions[i]);
    }

    /// @inheritdoc IRedemptionDesk
    function voidRedemption(RedemptionVoid calldata act, SignerProof calldata terminal) external {
        Past memory past = _recallSettled(act.chargeId, act.validBefore);
        require(act.terminal == past.terminal, DeskTerminalDiffers(act.chargeId, act.terminal));
        _checkTerminal(past, _hashTypedDataV4(act.hash()), terminal);
        uint64 allowedUntil = past.settledAt + VOID_SECONDS;
        require(block.timestamp <= allowedUntil, DeskVoidTooLate(act.chargeId, allowedUntil));
        require(past.refundedPoints == 0, DeskVoidAfterRefund(act.chargeId, past.refundedPoints));

        uint256 settledDay = past.settledAt / 1 days;
        Lot[] memory lots = BurnOrder.inReverse(_burnedLots(past), 0, past.points);
        _settlements[act.chargeId].status = ChargeStatus.VOIDED;
        _redeemed[past.merchant][settledDay] -= past.points;
        emit RedemptionVoided(act.chargeId, past.account, past.merchant, past.points, lots);

        // A cap counts the current day only; that of an earlier day has already gone.
        if (settledDay == block.timestamp / 1 days) ACCOUNTS.giveBackCap(past.account, past.signerKind, past.points);
        _return(past, lots);
    }

    /// @inheritdoc IRedemptionDesk
    function refund(Refund calldata act, SignerProof calldata terminal, Approval[] calldata approvals) external {
        Past memory past = _recallSettled(act.chargeId, act.validBefore);
        require(!_refunds[act.refundId], DeskRefundRepeated(act.refundId));
        _checkRefunder(past, act, terminal, approvals);
        uint64 allowedUntil = past.settledAt + REFUND_SECONDS;
        require(block.timestamp <= allowedUntil, DeskRefundTooLate(act.chargeId, allowedUntil));
        uint128 remainingPoints = past.points - past.refundedPoints;
        require(
            act.points > 0 && act.points <= remainingPoints,
            DeskRefundExceeded(act.chargeId, remainingPoints, act.points)
        );

        Lot[] memory lots = BurnOrder.inReverse(_burnedLots(past), past.refundedPoints, act.points);
        _refunds[act.refundId] = true;
        _refundedPoints[act.chargeId] = past.refundedPoints + act.points;
        emit RedemptionRefunded(
            act.chargeId, act.refundId, past.account, past.merchant, act.points, act.reasonCode, lots
        );

        _return(past, lots);
    }

    function _redeemOne(Redemption calldata item) private {
        Finding memory finding = _check(item);
        Consent calldata consent = item.consent;
        if (
            finding.reason == RefusalReason.NONE
                && !ACCOUNTS.consumeCap(consent.account, finding.signerKind, consent.points)
        ) finding.reason = RefusalReason.SIGNER_CAP;

        if (finding.reason == RefusalReason.NONE) {
            _settle(item.charge, consent.account, finding);
        } else if (_isFinal(finding.reason)) {
            Settlement storage kept = _settlements[finding.chargeId];
            (kept.account, kept.status) = (consent.account, ChargeStatus.DECLINED);
            emit RedemptionDeclined(finding.chargeId, consent.account, consent.merchant, finding.reason);
        } else {
            emit RedemptionRefused(finding.chargeId, finding.reason);
        }
    }

    function _settle(Charge calldata charge_, address account, Finding memory finding) private {
        _keep(finding.chargeId, account, finding.signerKind, charge_, finding.merchantCityId, finding.lots);
        emit Redeemed(finding.chargeId, account, charge_.merchant, charge_.points, finding.lots);

        POINTS.redeem(account, finding.lots);
        for (uint256 i = 0; i < finding.lots.length; ++i) {
            Lot memory lot = finding.lots[i];
            if (lot.cityId == finding.merchantCityId) continue;
            CLEARING.record(lot.cityId, finding.merchantCityId, lot.points, finding.chargeId);
        }
    }

    /// Points go back to the account that paid, whatever became of it since.
    function _return(Past memory past, Lot[] memory lots) private {
        POINTS.giveBack(past.account, lots);
        for (uint256 i = 0; i < lots.length; ++i) {
            if (lots[i].cityId == past.merchantCityId) continue;
            CLEARING.reverse(lots[i].cityId, past.merchantCityId, lots[i].points, past.chargeId);
        }
    }

    function _checkRefunder(
        Past memory past,
        Refund calldata act,
        SignerProof calldata terminal,
        Approval[] calldata approvals
    ) private view {
        bytes32 digest = _hashTypedDataV4(act.hash());
        if (approvals.length == 0) return _checkTerminal(past, digest, terminal);
        AUTHORITY.checkApprovals(
            past.merchantCityId, Powers.TREASURY, digest, act.validBefore, approvals, REFUND_APPROVALS
        );
    }

    /// The terminal that charged, still enrolled. Its merchant may be suspended: returning points harms nobody.
    function _checkTerminal(Past memory past, bytes32 digest, SignerProof calldata proof) private view {
        bytes32 terminalId = keccak256(proof.signer);
        Terminal memory terminal = PARTICIPANTS.terminal(terminalId);
        require(
            terminalId == past.terminal && terminal.merchant == past.merchant && terminal.status == ParticipantStatus.ACTIVE,
            DeskTerminalDiffers(past.chargeId, terminalId)
        );
        require(ACCOUNTS.verifySigner(digest, proof), DeskSignatureRefused(past.chargeId));
    }

    function _recallSettled(bytes32 chargeId, uint64 validBefore) private view returns (Past memory past) {
        require(block.timestamp < validBefore, DeskExpired(validBefore, block.timestamp));
        past = _recall(chargeId);
        require(past.status == ChargeStatus.SETTLED, DeskNotSettled(chargeId, past.status));
        past.merchantCityId = PARTICIPANTS.institution(past.merchant).cityId;
    }

    function _isFinal(RefusalReason reason) private pure returns (bool) {
        return reason < RefusalReason.EXPIRED;
    }
}

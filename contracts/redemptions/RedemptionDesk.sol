// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IAccounts} from "../accounts/IAccounts.sol";
import {IClearingHouse} from "../clearing/IClearingHouse.sol";
import {IAuthority} from "../participants/IAuthority.sol";
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

    constructor(
        IAuthority authority,
        IParticipants participants,
        IAccounts accounts,
        IPoints points,
        IClearingHouse clearing
    ) RedemptionChecks(participants, accounts, points, clearing) {
        AUTHORITY = authority;
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
        _keep(finding.chargeId, account, finding.signerKind, charge_, finding.lots);
        emit Redeemed(finding.chargeId, account, charge_.merchant, charge_.points, finding.lots);

        POINTS.redeem(account, finding.lots);
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

    function _isFinal(RefusalReason reason) private pure returns (bool) {
        return reason < RefusalReason.EXPIRED;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Lot} from "../points/IPoints.sol";
import {Approval, SignerProof} from "../values/Signatures.sol";

/// @notice What a merchant asks for; signed last, by the terminal. chargeId = hashStruct(Charge).
struct Charge {
    address merchant;
    bytes32 terminal; // keccak256 of its signer bytes
    uint128 points; // 1 to 16,777,215
    bytes32 offerHash; // salted
    bytes32 random;
    uint64 validBefore; // at most 120 s (and 30 s of slack between clocks) after the block that settles
}

/// @notice What a resident signs to pay one charge.
struct Consent {
    address account;
    bytes32 chargeId;
    address merchant;
    uint128 points;
    uint64 validAfter;
    uint64 validBefore; // Consents signed in advance come later: at most 120 s after validAfter
}

struct Redemption {
    Charge charge;
    SignerProof terminal;
    Consent consent;
    SignerProof account;
}

/// @notice Whole, by the terminal that charged, at most 24 h later (Q10).
struct RedemptionVoid {
    bytes32 chargeId;
    bytes32 terminal;
    uint64 validBefore;
}

/// @notice By the terminal that charged, or TREASURY of the merchant's city, at most 90 days later.
struct Refund {
    bytes32 refundId; // random
    bytes32 chargeId;
    uint128 points;
    uint8 reasonCode;
    uint64 validBefore;
}

enum ChargeStatus {
    UNUSED,
    SETTLED,
    VOIDED,
    DECLINED
}

/// @notice Reasons are values (D11). Those before EXPIRED are final: the charge is DECLINED. The others change nothing, and
/// the item may be tried again; the last two are incidents.
enum RefusalReason {
    NONE,
    // final: both signatures were good
    INSUFFICIENT_POINTS, // R1
    POINTS_NOT_ACCEPTED_HERE, // R4
    ACCOUNT_NOT_ACTIVE, // R5
    MERCHANT_NOT_ACTIVE, // R6
    MERCHANT_CEILING, // R6
    SIGNER_CAP, // R7
    // changes nothing
    EXPIRED, // R2
    NOT_YET_VALID, // R2
    ALREADY_SETTLED, // R3
    ALREADY_DECLINED, // R3
    VOIDED, // R3
    SIGNER_REMOVED, // R5
    TERMINAL_REMOVED, // R6
    // incidents
    TERMS_DIFFER,
    BAD_SIGNATURE
}

struct ChargeState {
    ChargeStatus status;
    uint64 settledAt; // seconds
    address account;
    address merchant;
    bytes32 terminal;
    uint128 points;
    uint128 refundedPoints;
}

/// @title Where points are spent: a consent and a charge, settled at most once (I4)
/// @notice Points burn in this order: of the merchant's city, of the home city, then by id; a lot that the merchant's
/// city does not accept is skipped, one whose ceiling is nearly spent is taken up to it [Q4].
interface IRedemptionDesk {
    error DeskTooManyItems(uint256 given, uint256 limit);
    error DeskTooLittleGas(uint256 given, uint256 needed);
    error DeskExpired(uint64 validBefore, uint256 blockTimestamp);
    error DeskNotSettled(bytes32 chargeId, ChargeStatus status);
    error DeskTerminalDiffers(bytes32 chargeId, bytes32 terminal);
    error DeskSignatureRefused(bytes32 chargeId);
    error DeskVoidTooLate(bytes32 chargeId, uint64 allowedUntil);
    error DeskVoidAfterRefund(bytes32 chargeId, uint128 refundedPoints);
    error DeskRefundTooLate(bytes32 chargeId, uint64 allowedUntil);
    error DeskRefundExceeded(bytes32 chargeId, uint256 remainingPoints, uint256 neededPoints);
    error DeskRefundRepeated(bytes32 refundId);

    event Redeemed(bytes32 indexed chargeId, address indexed account, address indexed merchant, uint128 points, Lot[] lots);
    event RedemptionDeclined(bytes32 indexed chargeId, address indexed account, address indexed merchant, RefusalReason reason);
    /// @notice An item that changed nothing, so that every submitted item has its answer.
    event RedemptionRefused(bytes32 indexed chargeId, RefusalReason reason);
    event RedemptionVoided(bytes32 indexed chargeId, address indexed account, address indexed merchant, uint128 points, Lot[] lots);
    event RedemptionRefunded(
        bytes32 indexed chargeId,
        bytes32 indexed refundId,
        address indexed account,
        address merchant,
        uint128 points,
        uint8 reasonCode,
        Lot[] lots
    );

    /// @notice Up to 100 items, with 120,000 gas left for each; a refused one never sinks its batch. One that pays with
    /// new counters (first payment of an account, first of the day) costs more than the steady state: senders estimate.
    function redeem(Redemption[] calldata redemptions) external;
    function voidRedemption(RedemptionVoid calldata act, SignerProof calldata terminal) external;
    function refund(Refund calldata act, SignerProof calldata terminal, Approval[] calldata approvals) external;

    /// @return reason what `redeem` would answer for this item in the next block
    function preview(Redemption calldata redemption) external view returns (RefusalReason reason);
    function charge(bytes32 chargeId) external view returns (ChargeState memory);
    function chargeIdOf(Charge calldata charge_) external view returns (bytes32);
    /// @return points redeemed at the merchant in the UTC day of `timestamp`, net of voids
    function redeemedOn(address merchant, uint256 timestamp) external view returns (uint128 points);
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Charge, Consent, RedemptionVoid, Refund} from "./IRedemptionDesk.sol";

/// @notice EIP-712 hashes of what is signed at a counter: the only place of these type strings.
library ChargeHash {
    bytes32 private constant CHARGE_TYPEHASH = keccak256(
        "Charge(address merchant,bytes32 terminal,uint128 points,bytes32 offerHash,bytes32 random,uint64 validBefore)"
    );
    bytes32 private constant CONSENT_TYPEHASH = keccak256(
        "Consent(address account,bytes32 chargeId,address merchant,uint128 points,uint64 validAfter,uint64 validBefore)"
    );
    bytes32 private constant REDEMPTION_VOID_TYPEHASH =
        keccak256("RedemptionVoid(bytes32 chargeId,bytes32 terminal,uint64 validBefore)");
    bytes32 private constant REFUND_TYPEHASH =
        keccak256("Refund(bytes32 refundId,bytes32 chargeId,uint128 points,uint8 reasonCode,uint64 validBefore)");

    /// @return chargeId which is also what the resident's consent names
    function hash(Charge calldata charge) internal pure returns (bytes32 chargeId) {
        return keccak256(
            abi.encode(
                CHARGE_TYPEHASH,
                charge.merchant,
                charge.terminal,
                charge.points,
                charge.offerHash,
                charge.random,
                charge.validBefore
            )
        );
    }

    function hash(Consent calldata consent) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                CONSENT_TYPEHASH,
                consent.account,
                consent.chargeId,
                consent.merchant,
                consent.points,
                consent.validAfter,
                consent.validBefore
            )
        );
    }

    function hash(RedemptionVoid calldata act) internal pure returns (bytes32) {
        return keccak256(abi.encode(REDEMPTION_VOID_TYPEHASH, act.chargeId, act.terminal, act.validBefore));
    }

    function hash(Refund calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(REFUND_TYPEHASH, act.refundId, act.chargeId, act.points, act.reasonCode, act.validBefore)
        );
    }
}

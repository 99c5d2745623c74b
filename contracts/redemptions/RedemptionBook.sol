// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {SignerKind} from "../accounts/IAccounts.sol";
import {Lot} from "../points/IPoints.sol";
import {ChargeHash} from "./ChargeHash.sol";
import {Charge, ChargeState, ChargeStatus, IRedemptionDesk} from "./IRedemptionDesk.sol";
import {LotWords} from "./LotWords.sol";

/// @title What the desk remembers of charges
/// @dev A status only moves forward: UNUSED → SETTLED → VOIDED, or UNUSED → DECLINED. Nothing is ever erased (I4).
abstract contract RedemptionBook is IRedemptionDesk {
    using ChargeHash for Charge;
    using LotWords for mapping(uint256 wordIndex => uint256);

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

    mapping(bytes32 chargeId => Settlement) internal _settlements;
    mapping(bytes32 chargeId => mapping(uint256 wordIndex => uint256)) internal _lots;
    mapping(bytes32 refundId => bool) internal _refunds;
    mapping(address merchant => mapping(uint256 unixDay => uint128 points)) internal _redeemed;

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

    /// Written once, when the charge settles. `charge_.points` fits in 48 bits: checking the terms refused more.
    function _keep(
        bytes32 chargeId,
        address account,
        SignerKind signerKind,
        Charge calldata charge_,
        Lot[] memory lots
    ) internal {
        uint48 points = uint48(charge_.points);
        bool isSingle = lots.length == 1;
        _settlements[chargeId] = Settlement({
            account: account,
            settledAt: uint40(block.timestamp),
            status: ChargeStatus.SETTLED,
            signerKind: signerKind,
            lotCount: uint8(lots.length),
            onlyCityId: isSingle ? lots[0].cityId : 0,
            merchant: charge_.merchant,
            points: points,
            refundedPoints: 0,
            terminal: charge_.terminal
        });
        if (!isSingle) _lots[chargeId].store(lots);
        _redeemed[charge_.merchant][block.timestamp / 1 days] += points;
    }

    function _burnedLots(bytes32 chargeId, Settlement storage kept) internal view returns (Lot[] memory lots) {
        if (kept.lotCount != 1) return _lots[chargeId].load(kept.lotCount);
        lots = new Lot[](1);
        lots[0] = Lot({cityId: kept.onlyCityId, points: kept.points});
    }
}

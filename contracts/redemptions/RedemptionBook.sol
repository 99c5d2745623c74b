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

    /// What is kept of a charge, in one word: a fresh word is the dearest thing that a redemption buys.
    struct Settlement {
        address account;
        uint24 points;
        uint24 till; // 0 for a declined charge
        uint32 settledAt; // seconds, until 2106
        ChargeStatus status;
        SignerKind signerKind; // whose cap a void of the same day gives back
    }

    /// A terminal at its merchant, numbered when it first settles: a number of 24 bits stands for two words.
    struct Till {
        address merchant;
        bytes32 terminal;
    }

    /// Everything about a charge, read together.
    struct Past {
        bytes32 chargeId;
        ChargeStatus status;
        SignerKind signerKind;
        uint64 settledAt;
        address account;
        address merchant;
        bytes32 terminal;
        uint128 points;
        uint128 refundedPoints;
        uint8 merchantCityId; // of the merchant's accreditation: the caller's to look up
    }

    /// The most that one charge may ask; a thousand times what an account may spend in a day.
    uint128 internal constant MAXIMUM_POINTS = LotWords.MAXIMUM_POINTS;

    mapping(bytes32 chargeId => Settlement) internal _settlements;
    mapping(bytes32 chargeId => uint256 points) internal _refundedPoints;
    mapping(bytes32 refundId => bool) internal _refunds;
    /// Lots burned, unless they were one lot of the merchant's own city: then nothing is written here.
    mapping(bytes32 chargeId => mapping(uint256 wordIndex => uint256)) private _lots;
    mapping(address merchant => mapping(uint256 unixDay => uint128 points)) internal _redeemed;
    uint24 private _lastTill;
    mapping(uint24 till => Till) private _tills;
    mapping(address merchant => mapping(bytes32 terminal => uint24 till)) private _tillNumbers;

    /// @inheritdoc IRedemptionDesk
    function charge(bytes32 chargeId) external view returns (ChargeState memory) {
        Past memory past = _recall(chargeId);
        return ChargeState({
            status: past.status,
            settledAt: past.settledAt,
            account: past.account,
            merchant: past.merchant,
            terminal: past.terminal,
            points: past.points,
            refundedPoints: past.refundedPoints
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

    /// Written once, when the charge settles. Its points fit: checking the terms refused more than `MAXIMUM_POINTS`.
    function _keep(
        bytes32 chargeId,
        address account,
        SignerKind signerKind,
        Charge calldata charge_,
        uint8 merchantCityId,
        Lot[] memory lots
    ) internal {
        _settlements[chargeId] = Settlement({
            account: account,
            points: uint24(charge_.points),
            till: _tillOf(charge_.merchant, charge_.terminal),
            settledAt: uint32(block.timestamp),
            status: ChargeStatus.SETTLED,
            signerKind: signerKind
        });
        if (lots.length != 1 || lots[0].cityId != merchantCityId) _lots[chargeId].store(lots);
        _redeemed[charge_.merchant][block.timestamp / 1 days] += charge_.points;
    }

    function _recall(bytes32 chargeId) internal view returns (Past memory past) {
        Settlement memory kept = _settlements[chargeId];
        Till memory till = _tills[kept.till];
        past.chargeId = chargeId;
        (past.status, past.signerKind, past.settledAt) = (kept.status, kept.signerKind, kept.settledAt);
        (past.account, past.merchant, past.terminal) = (kept.account, till.merchant, till.terminal);
        // Narrowing is safe: refunds never pass `points`.
        (past.points, past.refundedPoints) = (kept.points, uint128(_refundedPoints[chargeId]));
    }

    function _burnedLots(Past memory past) internal view returns (Lot[] memory lots) {
        lots = _lots[past.chargeId].load();
        if (lots.length > 0) return lots;
        lots = new Lot[](1);
        lots[0] = Lot({cityId: past.merchantCityId, points: past.points});
    }

    function _tillOf(address merchant, bytes32 terminal) private returns (uint24 till) {
        till = _tillNumbers[merchant][terminal];
        if (till != 0) return till;
        till = ++_lastTill;
        _tillNumbers[merchant][terminal] = till;
        _tills[till] = Till(merchant, terminal);
    }
}

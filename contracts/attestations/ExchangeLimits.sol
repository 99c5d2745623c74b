// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Caps, SignerKind} from "../accounts/IAccounts.sol";
import {Weeks} from "../values/Weeks.sol";
import {Exchange, ExchangeKind, ExchangeParameters, IServiceExchanges} from "./IServiceExchanges.sol";
import {PairUse, PairUses} from "./PairUse.sol";

/// @title What two residents may exchange
/// @notice The council's parameters bound what a false exchange could shift from one account to another [A12].
abstract contract ExchangeLimits is IServiceExchanges {
    using PairUses for PairUse;

    struct PartnerUse {
        uint32 weekIndex;
        uint16 newPartnerCount;
    }

    /// One word: the UTC day and what was given in it. Another day reads as nothing given.
    struct DaySpending {
        uint64 unixDay;
        uint128 points;
    }

    ExchangeParameters internal _parameters;
    mapping(bytes32 pairKey => PairUse) private _pairs;
    mapping(address account => PartnerUse) private _partners;
    mapping(address account => mapping(SignerKind kind => DaySpending)) private _spending;

    constructor() {
        _parameters = ExchangeParameters({pointsPerMinuteMax: 2, pairPointsMax: 600, newPartnersMax: 3});
    }

    /// @inheritdoc IServiceExchanges
    function parameters() external view returns (ExchangeParameters memory) {
        return _parameters;
    }

    /// @dev A service is measured in minutes; an object may take none, and only the pair's ceiling bounds its points.
    function _checkRate(Exchange calldata exchange) internal view {
        if (exchange.kind != ExchangeKind.SERVICE) return;
        uint256 limitPoints = uint256(exchange.quantityMinutes) * _parameters.pointsPerMinuteMax;
        require(exchange.points <= limitPoints, ExchangesRateExceeded(exchange.points, limitPoints));
    }

    /// @dev Counts what the receiver gives against the caps of the kind of key that signed, after what was redeemed with
    /// it the same day [W11].
    function _countSpending(Exchange calldata exchange, SignerKind kind, Caps memory caps, uint128 redeemedTodayPoints)
        internal
    {
        uint64 today = uint64(block.timestamp / 1 days);
        DaySpending memory spending = _spending[exchange.receiver][kind];
        uint128 givenPoints = spending.unixDay == today ? spending.points : 0;
        uint256 usedPoints = uint256(givenPoints) + redeemedTodayPoints;
        // A cap may have been lowered below what the day has used.
        uint256 remainingPoints = usedPoints < caps.perDayPoints ? caps.perDayPoints - usedPoints : 0;
        if (caps.perChargePoints < remainingPoints) remainingPoints = caps.perChargePoints;
        require(
            exchange.points <= remainingPoints,
            ExchangesCapExceeded(exchange.receiver, remainingPoints, exchange.points)
        );
        _spending[exchange.receiver][kind] = DaySpending({unixDay: today, points: givenPoints + exchange.points});
    }

    /// @dev Counts the exchange against the pair's four weeks and, the first time two meet, against each one's week.
    function _count(Exchange calldata exchange) internal {
        uint32 weekIndex = Weeks.indexAt(block.timestamp);
        bytes32 pairKey = PairUses.keyOf(exchange.provider, exchange.receiver);
        PairUse memory known = _pairs[pairKey];
        if (known.weekIndex == 0) {
            _countNewPartner(exchange.provider, weekIndex);
            _countNewPartner(exchange.receiver, weekIndex);
        }
        PairUse memory use = known.at(weekIndex);
        uint256 usedPoints = use.total();
        uint256 limitPoints = _parameters.pairPointsMax;
        // The limit may have been lowered below what the pair has used.
        uint256 remainingPoints = usedPoints < limitPoints ? limitPoints - usedPoints : 0;
        require(
            exchange.points <= remainingPoints,
            ExchangesPairExceeded(exchange.provider, exchange.receiver, remainingPoints, exchange.points)
        );
        // No overflow: points <= pairPointsMax, which is 32 bits, and so is the sum.
        use.points0 += uint32(exchange.points);
        _pairs[pairKey] = use;
    }

    function _countNewPartner(address account, uint32 weekIndex) private {
        PartnerUse memory use = _partners[account];
        uint16 count = use.weekIndex == weekIndex ? use.newPartnerCount : 0;
        uint16 limit = _parameters.newPartnersMax;
        require(count < limit, ExchangesTooManyPartners(account, limit));
        _partners[account] = PartnerUse({weekIndex: weekIndex, newPartnerCount: count + 1});
    }
}

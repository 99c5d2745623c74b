// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {Roles} from "../values/Powers.sol";
import {IPoints, IssuerTotals, Lot} from "./IPoints.sol";

/// @title Points: the balances
/// @dev Knows balances and nothing else: why points move is the business of the MOVER contracts. Replacing one of those
/// moves a role of `Authority`; this contract never changes (D4).
contract Points is ERC6909, IPoints {
    IAuthority private immutable AUTHORITY;

    /// Bit n is set exactly while the account holds points of city n: the burn order is found in one read.
    mapping(address account => uint256 bits) private _heldCities;
    mapping(uint8 cityId => IssuerTotals) private _totals;

    modifier onlyMover() {
        require(AUTHORITY.hasRole(Roles.MOVER, msg.sender), PointsNotMover(msg.sender));
        _;
    }

    constructor(IAuthority authority) {
        AUTHORITY = authority;
    }

    /// @inheritdoc IPoints
    function issue(address account, uint8 cityId, uint128 points) external onlyMover {
        _totals[cityId].issuedPoints += points;
        _mint(account, cityId, points);
        emit PointsIssued(account, cityId, points);
    }

    /// @inheritdoc IPoints
    function redeem(address account, Lot[] calldata lots) external onlyMover {
        for (uint256 i = 0; i < lots.length; ++i) {
            Lot calldata lot = lots[i];
            _requireHeld(account, lot);
            _totals[lot.cityId].redeemedPoints += lot.points;
            _burn(account, lot.cityId, lot.points);
            emit PointsRedeemed(account, lot.cityId, lot.points);
        }
    }

    /// @inheritdoc IPoints
    function giveBack(address account, Lot[] calldata lots) external onlyMover {
        for (uint256 i = 0; i < lots.length; ++i) {
            Lot calldata lot = lots[i];
            IssuerTotals storage total = _totals[lot.cityId];
            // Giving back must never become a second way to issue: only what was redeemed can return.
            uint256 outstandingPoints = total.redeemedPoints - total.returnedPoints;
            require(lot.points <= outstandingPoints, PointsReturnRefused(lot.cityId, outstandingPoints, lot.points));
            total.returnedPoints += lot.points;
            _mint(account, lot.cityId, lot.points);
            emit PointsReturned(account, lot.cityId, lot.points);
        }
    }

    /// @inheritdoc IPoints
    function move(address from, address to, Lot[] calldata lots) external onlyMover {
        for (uint256 i = 0; i < lots.length; ++i) {
            Lot calldata lot = lots[i];
            _requireHeld(from, lot);
            _transfer(from, to, lot.cityId, lot.points);
            emit PointsMoved(from, to, lot.cityId, lot.points);
        }
    }

    /// @notice Refused: the loop is closed [C8].
    function transfer(address, uint256, uint256) public pure override(ERC6909, IERC6909) returns (bool) {
        revert PointsNotTransferable();
    }

    /// @notice Refused: the loop is closed [C8].
    function transferFrom(address, address, uint256, uint256) public pure override(ERC6909, IERC6909) returns (bool) {
        revert PointsNotTransferable();
    }

    /// @notice Refused: the loop is closed [C8].
    function approve(address, uint256, uint256) public pure override(ERC6909, IERC6909) returns (bool) {
        revert PointsNotTransferable();
    }

    /// @notice Refused: the loop is closed [C8].
    function setOperator(address, bool) public pure override(ERC6909, IERC6909) returns (bool) {
        revert PointsNotTransferable();
    }

    /// @inheritdoc IPoints
    function lotsInOrder(address account, uint8 firstCityId, uint8 secondCityId) external view returns (Lot[] memory lots) {
        uint256 bits = _heldCities[account];
        lots = new Lot[](_countBits(bits));
        uint256 length = 0;
        if (_holds(bits, firstCityId)) {
            lots[length++] = _lotOf(account, firstCityId);
            bits ^= _bitOf(firstCityId);
        }
        if (_holds(bits, secondCityId)) {
            lots[length++] = _lotOf(account, secondCityId);
            bits ^= _bitOf(secondCityId);
        }
        for (uint256 cityId = 1; length < lots.length; ++cityId) {
            if (_holds(bits, uint8(cityId))) lots[length++] = _lotOf(account, uint8(cityId));
        }
    }

    /// @inheritdoc IPoints
    function heldCities(address account) external view returns (uint256 bits) {
        return _heldCities[account];
    }

    /// @inheritdoc IPoints
    function totalOf(address account) external view returns (uint256 points) {
        uint256 bits = _heldCities[account];
        for (uint256 cityId = 1; bits >> cityId != 0; ++cityId) {
            if (_holds(bits, uint8(cityId))) points += balanceOf(account, cityId);
        }
    }

    /// @inheritdoc IPoints
    function totals(uint8 cityId) external view returns (IssuerTotals memory) {
        return _totals[cityId];
    }

    /// @dev The one place where a balance changes, so the one place that keeps the bits true.
    function _update(address from, address to, uint256 id, uint256 amount) internal override {
        require(id > 0 && id <= type(uint8).max, PointsIssuerOutOfRange(id));
        super._update(from, to, id, amount);
        uint256 bit = _bitOf(uint8(id));
        if (from != address(0) && balanceOf(from, id) == 0) _heldCities[from] &= ~bit;
        if (to != address(0) && amount != 0) _heldCities[to] |= bit;
    }

    /// Our own error, since ERC-6909's names its values for tokens at large.
    function _requireHeld(address account, Lot calldata lot) private view {
        uint256 heldPoints = balanceOf(account, lot.cityId);
        require(heldPoints >= lot.points, PointsInsufficient(account, lot.cityId, heldPoints, lot.points));
    }

    function _lotOf(address account, uint8 cityId) private view returns (Lot memory) {
        // Fits: every balance is part of a supply, and a supply is bounded by totals of 128 bits.
        return Lot({cityId: cityId, points: uint128(balanceOf(account, cityId))});
    }

    function _holds(uint256 bits, uint8 cityId) private pure returns (bool) {
        return bits & _bitOf(cityId) != 0;
    }

    function _bitOf(uint8 cityId) private pure returns (uint256) {
        return 1 << uint256(cityId);
    }

    function _countBits(uint256 bits) private pure returns (uint256 count) {
        // Each turn clears the lowest set bit: as many turns as cities held.
        for (; bits != 0; ++count) bits &= bits - 1;
    }
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

/// @notice Points of one issuing city.
struct Lot {
    uint8 cityId;
    uint128 points;
}

struct IssuerTotals {
    uint128 issuedPoints;
    uint128 redeemedPoints;
    uint128 returnedPoints; // by voids and refunds
}

/// @title Points: ERC-6909, token id = the city that issued (1–255)
/// @notice Closed loop [C8]: no transfer, approval or operator. Only MOVER contracts change balances; a balance falls
/// only by a redemption or a confirmed exchange (I8, C6). Supply of an issuer = issued − redeemed + returned (I1).
interface IPoints is IERC6909 {
    error PointsNotTransferable();
    error PointsNotMover(address sender);
    error PointsInsufficient(address account, uint8 cityId, uint256 heldPoints, uint256 neededPoints);
    error PointsIssuerOutOfRange(uint256 cityId);
    error PointsReturnRefused(uint8 cityId, uint256 outstandingPoints, uint256 neededPoints);

    event PointsIssued(address indexed account, uint8 indexed cityId, uint128 points);
    event PointsRedeemed(address indexed account, uint8 indexed cityId, uint128 points);
    event PointsReturned(address indexed account, uint8 indexed cityId, uint128 points);
    event PointsMoved(address indexed from, address indexed to, uint8 indexed cityId, uint128 points);

    /// @notice MOVER: points of a posted line, or of another fact under a programme (I2).
    function issue(address account, uint8 cityId, uint128 points) external;
    /// @notice MOVER: burns what a consent and a charge settle.
    function redeem(address account, Lot[] calldata lots) external;
    /// @notice MOVER: returns points of a void or refund, never more of an issuer than was redeemed.
    function giveBack(address account, Lot[] calldata lots) external;
    /// @notice MOVER: a confirmed exchange; supply and totals stay.
    function move(address from, address to, Lot[] calldata lots) external;

    /// @return lots held in the order in which they are spent: `firstCityId`, `secondCityId`, then by id
    function lotsInOrder(address account, uint8 firstCityId, uint8 secondCityId) external view returns (Lot[] memory lots);
    /// @return bits bit n set when the account holds points of city n
    function heldCities(address account) external view returns (uint256 bits);
    function totalOf(address account) external view returns (uint256 points);
    function totals(uint8 cityId) external view returns (IssuerTotals memory);
}

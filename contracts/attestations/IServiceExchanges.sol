// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Lot} from "../points/IPoints.sol";
import {SignerProof} from "../values/Signatures.sol";

enum ExchangeKind {
    NONE,
    SERVICE,
    OBJECT
}

/// @notice Both sign the same struct after the service, the provider first.
struct Exchange {
    bytes32 exchangeId; // random
    address provider;
    address receiver;
    uint128 points;
    uint32 quantityMinutes;
    ExchangeKind kind;
    bytes32 termsHash; // salted [X2]
    uint64 validBefore; // at most 14 days ahead
}

struct Testimonial {
    bytes32 exchangeId;
    address author;
    uint8 rating; // 1 to 5
    bytes32 textHash; // salted [X2]; 0 without a text
    uint64 validBefore;
}

struct ExchangeParameters {
    uint16 pointsPerMinuteMax;
    uint32 pairPointsMax; // per pair and 4 weeks
    uint16 newPartnersMax; // per account and week
}

/// @title Services and objects exchanged between residents
/// @notice Zero-sum: existing points move receiver → provider, nothing is minted (A12, C8).
interface IServiceExchanges {
    error ExchangesExpired(uint64 validBefore, uint256 blockTimestamp);
    error ExchangesValidityTooLong(uint64 validBefore, uint64 limit);
    error ExchangesAlreadySettled(bytes32 exchangeId);
    error ExchangesUnknown(bytes32 exchangeId);
    error ExchangesWithOneself(address account);
    error ExchangesSignatureRefused(address account);
    error ExchangesAccountRefused(address account);
    error ExchangesRateExceeded(uint256 points, uint256 limitPoints);
    error ExchangesPairExceeded(address provider, address receiver, uint256 remainingPoints, uint256 neededPoints);
    error ExchangesCapExceeded(address account, uint256 remainingPoints, uint256 neededPoints);
    error ExchangesTooManyPartners(address account, uint256 limit);
    error ExchangesPointsInsufficient(address receiver, uint256 heldPoints, uint256 neededPoints);
    error ExchangesShapeRefused(bytes32 exchangeId);
    error TestimonialRefused(bytes32 exchangeId, address author);
    error TestimonialRepeated(bytes32 exchangeId, address author);
    error ExchangesNotConsortium(address sender);

    event ExchangeSettled(
        bytes32 indexed exchangeId,
        address indexed provider,
        address indexed receiver,
        uint128 points,
        uint32 quantityMinutes,
        ExchangeKind kind,
        bytes32 termsHash,
        Lot[] lots,
        bytes32 attestationUid
    );
    event TestimonialGiven(bytes32 indexed exchangeId, address indexed author, uint8 rating, bytes32 textHash, bytes32 attestationUid);
    event ExchangeParametersChanged(ExchangeParameters parameters);

    function settle(Exchange calldata exchange, SignerProof calldata provider, SignerProof calldata receiver) external;
    function testify(Testimonial calldata testimonial, SignerProof calldata author) external;
    /// @notice CONSORTIUM only.
    function setParameters(ExchangeParameters calldata parameters) external;

    function isSettled(bytes32 exchangeId) external view returns (bool);
    function parameters() external view returns (ExchangeParameters memory);
    function schemaUids() external view returns (bytes32 exchangeSchema, bytes32 testimonialSchema);
}

// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Attestation} from "@ethereum-attestation-service/eas-contracts/contracts/Common.sol";
import {
    AttestationRequest,
    AttestationRequestData,
    IEAS
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import {ISchemaRegistry} from "@ethereum-attestation-service/eas-contracts/contracts/ISchemaRegistry.sol";
import {SchemaResolver} from "@ethereum-attestation-service/eas-contracts/contracts/resolver/SchemaResolver.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Account, AccountKind, AccountStatus, Caps, IAccounts, SignerKind} from "../accounts/IAccounts.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IPoints, Lot} from "../points/IPoints.sol";
import {Roles} from "../values/Powers.sol";
import {SignerProof} from "../values/Signatures.sol";
import {ExchangeActs} from "./ExchangeActs.sol";
import {ExchangeAttestation} from "./ExchangeAttestation.sol";
import {ExchangeLimits} from "./ExchangeLimits.sol";
import {Exchange, ExchangeKind, ExchangeParameters, IServiceExchanges, Testimonial} from "./IServiceExchanges.sol";

/// @title Exchanges between residents, signed by both after the service
/// @notice Points move from receiver to provider, nothing is minted; there is no escrow. This contract is the attester of
/// both facts, and as their resolver refuses every other.
contract ServiceExchanges is ExchangeLimits, EIP712, SchemaResolver {
    using ExchangeActs for Exchange;
    using ExchangeActs for Testimonial;
    using ExchangeAttestation for Exchange;
    using ExchangeAttestation for Testimonial;

    uint64 private constant VALIDITY_SECONDS = 14 days;
    uint8 private constant RATING_MAX = 5;

    /// What a testimonial needs of a settled exchange.
    struct Settled {
        address provider;
        bool hasProviderTestified;
        address receiver;
        bool hasReceiverTestified;
        bytes32 attestationUid;
    }

    IAuthority private immutable AUTHORITY;
    IAccounts private immutable ACCOUNTS;
    IPoints private immutable POINTS;
    bytes32 private immutable EXCHANGE_SCHEMA_UID;
    bytes32 private immutable TESTIMONIAL_SCHEMA_UID;

    mapping(bytes32 exchangeId => Settled) private _settled;

    constructor(IEAS eas, ISchemaRegistry schemaRegistry, IAuthority authority, IAccounts accounts, IPoints points)
        EIP712("Maille", "1")
        SchemaResolver(eas)
    {
        AUTHORITY = authority;
        ACCOUNTS = accounts;
        POINTS = points;
        EXCHANGE_SCHEMA_UID = schemaRegistry.register(ExchangeAttestation.EXCHANGE_SCHEMA, this, false);
        TESTIMONIAL_SCHEMA_UID = schemaRegistry.register(ExchangeAttestation.TESTIMONIAL_SCHEMA, this, false);
    }

    /// @inheritdoc IServiceExchanges
    function settle(Exchange calldata exchange, SignerProof calldata provider, SignerProof calldata receiver)
        external
    {
        SignerKind receiverKind = _checkParties(exchange, provider, receiver);
        _checkExchange(exchange);
        Lot[] memory lots = _lotsFor(exchange.receiver, exchange.points);

        (Caps memory caps, uint128 redeemedTodayPoints) = ACCOUNTS.caps(exchange.receiver, receiverKind);
        _countSpending(exchange, receiverKind, caps, redeemedTodayPoints);
        _count(exchange);
        // Settled before anything is called: the same exchange cannot come back through EAS or Points.
        Settled storage settled = _settled[exchange.exchangeId];
        settled.provider = exchange.provider;
        settled.receiver = exchange.receiver;
        POINTS.move(exchange.receiver, exchange.provider, lots);
        // The event carries the attestation's uid, so it comes after the call that gives it.
        settled.attestationUid = _attest(EXCHANGE_SCHEMA_UID, 0, exchange.encode());
        emit ExchangeSettled(
            exchange.exchangeId,
            exchange.provider,
            exchange.receiver,
            exchange.points,
            exchange.quantityMinutes,
            exchange.kind,
            exchange.termsHash,
            lots,
            settled.attestationUid
        );
    }

    /// @inheritdoc IServiceExchanges
    function testify(Testimonial calldata testimonial, SignerProof calldata author) external {
        _checkSigner(testimonial.author, testimonial.hash(), author);
        require(block.timestamp < testimonial.validBefore, ExchangesExpired(testimonial.validBefore, block.timestamp));
        Settled storage settled = _settled[testimonial.exchangeId];
        require(settled.provider != address(0), ExchangesUnknown(testimonial.exchangeId));
        bool isRated = testimonial.rating > 0 && testimonial.rating <= RATING_MAX;
        require(isRated, TestimonialRefused(testimonial.exchangeId, testimonial.author));

        _markTestified(settled, testimonial.exchangeId, testimonial.author);
        bytes32 uid = _attest(TESTIMONIAL_SCHEMA_UID, settled.attestationUid, testimonial.encode());
        emit TestimonialGiven(
            testimonial.exchangeId, testimonial.author, testimonial.rating, testimonial.textHash, uid
        );
    }

    /// @inheritdoc IServiceExchanges
    function setParameters(ExchangeParameters calldata given) external {
        require(AUTHORITY.hasRole(Roles.CONSORTIUM, msg.sender), ExchangesNotConsortium(msg.sender));
        _parameters = given;
        emit ExchangeParametersChanged(given);
    }

    /// @inheritdoc IServiceExchanges
    function isSettled(bytes32 exchangeId) external view returns (bool) {
        return _settled[exchangeId].provider != address(0);
    }

    /// @inheritdoc IServiceExchanges
    function schemaUids() external view returns (bytes32 exchangeSchema, bytes32 testimonialSchema) {
        return (EXCHANGE_SCHEMA_UID, TESTIMONIAL_SCHEMA_UID);
    }

    /// @dev Everything was checked before this contract attested; nobody else attests under its schemas.
    function onAttest(Attestation calldata attestation, uint256) internal view override returns (bool) {
        return attestation.attester == address(this);
    }

    /// @dev The schemas are irrevocable: EAS never asks.
    function onRevoke(Attestation calldata, uint256) internal pure override returns (bool) {
        return false;
    }

    /// @return receiverKind of the key with which the receiver gives, whose caps then hold
    function _checkParties(Exchange calldata exchange, SignerProof calldata provider, SignerProof calldata receiver)
        private
        view
        returns (SignerKind receiverKind)
    {
        require(exchange.provider != exchange.receiver, ExchangesWithOneself(exchange.provider));
        bytes32 structHash = exchange.hash();
        _checkSigner(exchange.provider, structHash, provider);
        return _checkSigner(exchange.receiver, structHash, receiver);
    }

    function _checkSigner(address id, bytes32 structHash, SignerProof calldata proof)
        private
        view
        returns (SignerKind kind)
    {
        kind = ACCOUNTS.verify(id, _hashTypedDataV4(structHash), proof);
        require(kind == SignerKind.FULL || kind == SignerKind.DEVICE, ExchangesSignatureRefused(id));
        Account memory holder = ACCOUNTS.account(id);
        bool isActiveResident = holder.kind == AccountKind.RESIDENT && holder.status == AccountStatus.ACTIVE;
        require(isActiveResident, ExchangesAccountRefused(id));
    }

    function _checkExchange(Exchange calldata exchange) private view {
        bytes32 id = exchange.exchangeId;
        require(_settled[id].provider == address(0), ExchangesAlreadySettled(id));
        require(block.timestamp < exchange.validBefore, ExchangesExpired(exchange.validBefore, block.timestamp));
        uint64 limit = uint64(block.timestamp) + VALIDITY_SECONDS;
        require(exchange.validBefore <= limit, ExchangesValidityTooLong(exchange.validBefore, limit));
        require(id != 0 && exchange.points > 0 && exchange.kind != ExchangeKind.NONE, ExchangesShapeRefused(id));
        _checkRate(exchange);
    }

    /// @return lots that make up `neededPoints`: the receiver's home city's first, then by id
    function _lotsFor(address receiver, uint128 neededPoints) private view returns (Lot[] memory lots) {
        uint256 heldPoints = POINTS.totalOf(receiver);
        require(heldPoints >= neededPoints, ExchangesPointsInsufficient(receiver, heldPoints, neededPoints));
        uint8 homeCityId = ACCOUNTS.account(receiver).cityId;
        lots = POINTS.lotsInOrder(receiver, homeCityId, homeCityId);
        uint256 lotCount = 0;
        for (uint128 missing = neededPoints; missing > 0; ++lotCount) {
            Lot memory lot = lots[lotCount];
            if (lot.points > missing) lot.points = missing;
            missing -= lot.points;
        }
        return _firstOf(lots, lotCount);
    }

    function _firstOf(Lot[] memory lots, uint256 count) private pure returns (Lot[] memory first) {
        first = new Lot[](count);
        for (uint256 i = 0; i < count; ++i) first[i] = lots[i];
    }

    function _markTestified(Settled storage settled, bytes32 exchangeId, address author) private {
        if (author == settled.provider) {
            require(!settled.hasProviderTestified, TestimonialRepeated(exchangeId, author));
            settled.hasProviderTestified = true;
        } else {
            require(author == settled.receiver, TestimonialRefused(exchangeId, author));
            require(!settled.hasReceiverTestified, TestimonialRepeated(exchangeId, author));
            settled.hasReceiverTestified = true;
        }
    }

    function _attest(bytes32 schema, bytes32 refUid, bytes memory data) private returns (bytes32 uid) {
        return _eas.attest(
            AttestationRequest({
                schema: schema,
                data: AttestationRequestData({
                    recipient: address(0),
                    expirationTime: 0,
                    revocable: false,
                    refUID: refUid,
                    data: data,
                    value: 0
                })
            })
        );
    }
}

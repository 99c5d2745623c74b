// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Exchange, Testimonial} from "./IServiceExchanges.sol";

/// @title Hashes of what is signed about exchanges
/// @notice The only place with their typehashes (EIP-712).
library ExchangeActs {
    bytes32 internal constant EXCHANGE_TYPEHASH = keccak256(
        "Exchange(bytes32 exchangeId,address provider,address receiver,uint128 points,uint32 quantityMinutes,uint8 kind,bytes32 termsHash,uint64 validBefore)"
    );
    bytes32 internal constant TESTIMONIAL_TYPEHASH =
        keccak256("Testimonial(bytes32 exchangeId,address author,uint8 rating,bytes32 textHash,uint64 validBefore)");

    function hash(Exchange calldata exchange) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                EXCHANGE_TYPEHASH,
                exchange.exchangeId,
                exchange.provider,
                exchange.receiver,
                exchange.points,
                exchange.quantityMinutes,
                exchange.kind,
                exchange.termsHash,
                exchange.validBefore
            )
        );
    }

    function hash(Testimonial calldata testimonial) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                TESTIMONIAL_TYPEHASH,
                testimonial.exchangeId,
                testimonial.author,
                testimonial.rating,
                testimonial.textHash,
                testimonial.validBefore
            )
        );
    }
}

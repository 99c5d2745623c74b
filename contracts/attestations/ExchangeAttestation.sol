// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Exchange, Testimonial} from "./IServiceExchanges.sol";

/// @title Exchanges and testimonials as EAS keeps them
/// @notice Ids, numbers and salted hashes only [X1, X2]; the validity of a signature is no part of the fact.
library ExchangeAttestation {
    string internal constant EXCHANGE_SCHEMA =
        "bytes32 exchangeId,address provider,address receiver,uint128 points,uint32 quantityMinutes,uint8 kind,bytes32 termsHash";
    string internal constant TESTIMONIAL_SCHEMA = "bytes32 exchangeId,address author,uint8 rating,bytes32 textHash";

    function encode(Exchange calldata exchange) internal pure returns (bytes memory) {
        return abi.encode(
            exchange.exchangeId,
            exchange.provider,
            exchange.receiver,
            exchange.points,
            exchange.quantityMinutes,
            exchange.kind,
            exchange.termsHash
        );
    }

    function encode(Testimonial calldata testimonial) internal pure returns (bytes memory) {
        return abi.encode(testimonial.exchangeId, testimonial.author, testimonial.rating, testimonial.textHash);
    }
}

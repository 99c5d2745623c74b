import { encodeFunctionData } from "viem";
import { z } from "zod";
import type { Chain } from "../../platform/chain/chain.ts";
import { address, bytes32, signed } from "../../platform/http/wire-schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

const exchangeItem = z.object({
  exchange: z.object({
    exchangeId: bytes32,
    provider: address,
    receiver: address,
    points: z.bigint(),
    quantityMinutes: z.number(),
    kind: z.number(),
    termsHash: bytes32,
    validBefore: z.bigint(),
  }),
  provider: signed,
  receiver: signed,
});
export type ExchangeItem = z.output<typeof exchangeItem>;

/** Moves points from receiver to provider on both signatures; nothing is minted [A12]. */
export function settleExchangeAct(chain: Pick<Chain, "contract">): RelayAct<ExchangeItem> {
  const { address: to, abi } = chain.contract("serviceExchanges");
  return {
    name: "settle-exchange",
    item: exchangeItem,
    batchLimit: 1,
    validBefore: ({ exchange }) => exchange.validBefore,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "settle", args: [item.exchange, item.provider, item.receiver] }) };
    },
  };
}

const testimonialItem = z.object({
  testimonial: z.object({ exchangeId: bytes32, author: address, rating: z.number(), textHash: bytes32, validBefore: z.bigint() }),
  author: signed,
});
export type TestimonialItem = z.output<typeof testimonialItem>;

/** Attests one side's testimonial, once. */
export function giveTestimonialAct(chain: Pick<Chain, "contract">): RelayAct<TestimonialItem> {
  const { address: to, abi } = chain.contract("serviceExchanges");
  return {
    name: "give-testimonial",
    item: testimonialItem,
    batchLimit: 1,
    validBefore: ({ testimonial }) => testimonial.validBefore,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "testify", args: [item.testimonial, item.author] }) };
    },
  };
}

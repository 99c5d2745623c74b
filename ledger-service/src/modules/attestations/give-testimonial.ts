import type { Hex } from "viem";
import { jsonValue } from "./json-value.ts";
import { randomBytes32 } from "../../kernel/random-id.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import { testimonialTypedData } from "../../platform/chain/generated/typed-data.ts";
import { toSign, type Signed, type ToSign } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import { unixSeconds } from "../points/unix-seconds.ts";
import { ownSide } from "./answer-exchange.ts";
import type { CityNames } from "./attestation-doors.ts";
import { exchangeMessages } from "./exchange-messages.ts";
import type { KeptTestimonial } from "./exchange-store.ts";
import { testimonialTextHash } from "./exchange-terms.ts";
import { exchangeProblems } from "./exchange.problems.ts";
import type { ExchangePerson } from "./propose-exchange.ts";
import { receiveTestimonial, type ReceiveExchangeParts } from "./receive-exchange.ts";
import type { SettledExchangeStore } from "./settled-exchange-store.ts";
import type { TestimonialItem } from "./settle-exchange.ts";

const VALIDITY_MS = 3_600_000;

export interface GiveTestimonialParts extends ReceiveExchangeParts {
  readonly settled: SettledExchangeStore;
  readonly intercity: Intercity;
  readonly cities: CityNames;
  readonly relay: Relay;
  readonly giveTestimonial: RelayAct<TestimonialItem>;
}

/**
 * First call: keeps the text and answers what to sign (rating and salted hash). Second call, the same words with the
 * signature: sent, and the words go to the other person's city.
 * @throws Problem `testimonial-refused`, `testimonial-repeated`, `exchange-unknown`
 */
export async function giveTestimonial(
  parts: GiveTestimonialParts,
  transaction: Transaction,
  by: ExchangePerson,
  request: { readonly exchangeId: Hex; readonly rating: number; readonly text: string; readonly signed?: Signed },
): Promise<{ toSign: ToSign } | { operation: OperationView }> {
  const side = await ownSide(parts, transaction, by, request.exchangeId);
  if ((await parts.settled.exchangeOf(request.exchangeId)) === undefined) throw exchangeProblems.of("testimonial-refused");
  const given = await parts.settled.testimonialsOf(request.exchangeId);
  if (given.some((testimonial) => testimonial.author === by.account)) throw exchangeProblems.of("testimonial-repeated");
  if (request.signed === undefined) {
    const kept: KeptTestimonial = {
      exchangeId: request.exchangeId, author: by.account, rating: request.rating, text: request.text, salt: randomBytes32(),
      validBefore: new Date(Math.floor((Date.now() + VALIDITY_MS) / 1000) * 1000),
    };
    await parts.exchanges.keepTestimonial(transaction.manager, kept);
    return { toSign: toSign(testimonialTypedData, testimonialMessage(kept)) };
  }
  const kept = await parts.exchanges.testimonialOf(request.exchangeId, by.account);
  if (kept === undefined || kept.rating !== request.rating || kept.text !== request.text) throw exchangeProblems.of("testimonial-refused");
  const operation = await parts.relay.submit(
    transaction,
    parts.giveTestimonial,
    { testimonial: testimonialMessage(kept), author: request.signed },
    { ownerPersonId: by.personId, factId: `testimonial:${request.exchangeId}:${by.account}`, resultIds: { exchangeId: request.exchangeId } },
  );
  const { exchangeId, author, rating, text, salt } = kept;
  const told = { exchangeId, author, rating, text, salt, validBefore: unixSeconds(kept.validBefore).toString() };
  if (side.partnerCityId === parts.cities.ownCityId) await receiveTestimonial(parts, transaction, side.partnerCityId, told);
  else await parts.intercity.deliver(transaction, side.partnerCityId, exchangeMessages.testified, jsonValue(told));
  return { operation };
}

function testimonialMessage(kept: KeptTestimonial) {
  return {
    exchangeId: kept.exchangeId,
    author: kept.author,
    rating: kept.rating,
    textHash: testimonialTextHash(kept.text, kept.salt),
    validBefore: unixSeconds(kept.validBefore),
  };
}

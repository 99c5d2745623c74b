import { exchangeTypedData } from "../../platform/chain/generated/typed-data.ts";
import { toSign, type ToSign } from "../../platform/chain/typed-data.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { CityNames } from "./attestation-doors.ts";
import type { ExchangeSide, ExchangeStore } from "./exchange-store.ts";
import { exchangeMessage, exchangeValidities, testimonialTextHash } from "./exchange-terms.ts";
import type { ExchangeJson } from "./exchanges.schemas.ts";
import type { SettledExchangeStore } from "./settled-exchange-store.ts";
import type { GivenTestimonialRow, SettledExchangeRow } from "./settled-exchange.entity.ts";

/** A proposal without an answer lapses. */
const PROPOSAL_MS = 30 * 86_400_000;
const NOT_RESERVED = "Vos points ne sont pas réservés.";

export interface ViewExchangeParts {
  readonly exchanges: ExchangeStore;
  readonly settled: SettledExchangeStore;
  readonly cities: CityNames;
  readonly operationsById: (ids: readonly string[]) => Promise<ReadonlyMap<string, OperationView>>;
}

/** One exchange as its person sees it, with what to sign when it is their turn. */
export async function viewExchange(parts: ViewExchangeParts, side: ExchangeSide, now = new Date()): Promise<ExchangeJson> {
  const [settled, given] = await Promise.all([
    parts.settled.exchangeOf(side.exchangeId),
    parts.settled.testimonialsOf(side.exchangeId),
  ]);
  const operation = side.operationId === null ? undefined : (await parts.operationsById([side.operationId])).get(side.operationId);
  const status = statusOf(side, settled, operation, now);
  const myTurn = turnOf(side, status, given);
  return {
    exchangeId: side.exchangeId,
    status,
    iAm: side.role,
    iProposed: side.isProposer,
    partnerName: side.partner?.name ?? null,
    partnerCityName: parts.cities.nameOf(side.partnerCityId),
    title: side.terms.title,
    description: side.terms.description,
    points: side.terms.points.toString(),
    quantityMinutes: side.terms.quantityMinutes,
    kind: side.terms.kind,
    toSign: toSignOf(side, myTurn, now),
    myTurn,
    note: status === "PROPOSED" || status === "ACCEPTED" ? NOT_RESERVED : null,
    proposedAt: side.proposedAt.toISOString(),
    confirmBefore: side.validBefore?.toISOString() ?? null,
    settledAt: settled?.settledAt.toISOString() ?? null,
    testimonials: await Promise.all(
      given.map(async (testimonial) => ({
        by: testimonial.author === side.account ? ("ME" as const) : ("PARTNER" as const),
        rating: testimonial.rating,
        text: await textOf(parts, testimonial),
        at: testimonial.givenAt.toISOString(),
      })),
    ),
    operationId: side.operationId ?? undefined,
  };
}

/** The words that were attested, or null: what another city sent is believed only as the chain's hash confirms it. */
async function textOf(parts: ViewExchangeParts, given: GivenTestimonialRow): Promise<string | null> {
  const kept = await parts.exchanges.testimonialOf(given.exchangeId, given.author);
  return kept !== undefined && testimonialTextHash(kept.text, kept.salt) === given.textHash ? kept.text : null;
}

function statusOf(
  side: ExchangeSide,
  settled: SettledExchangeRow | undefined,
  operation: OperationView | undefined,
  now: Date,
): ExchangeJson["status"] {
  if (settled !== undefined) return "SETTLED";
  if (side.status === "SENT") return operation?.status === "failed" ? "FAILED" : "SENT";
  if (side.status === "PROPOSED" && now.getTime() > side.proposedAt.getTime() + PROPOSAL_MS) return "EXPIRED";
  if (side.status === "PROVIDER_SIGNED" && side.validBefore !== null && now >= side.validBefore) return "EXPIRED";
  return side.status;
}

function turnOf(side: ExchangeSide, status: ExchangeJson["status"], given: readonly GivenTestimonialRow[]): ExchangeJson["myTurn"] {
  if (status === "PROPOSED") return side.isProposer ? null : "ACCEPT";
  if (status === "ACCEPTED") return side.role === "PROVIDER" ? "SIGN" : null;
  // A confirmation that the ledger refused may be made again.
  if (status === "PROVIDER_SIGNED" || status === "FAILED") return side.role === "RECEIVER" ? "CONFIRM" : null;
  if (status === "SETTLED") return given.some((testimonial) => testimonial.author === side.account) ? null : "TESTIFY";
  return null;
}

function toSignOf(side: ExchangeSide, myTurn: ExchangeJson["myTurn"], now: Date): ToSign | undefined {
  if (side.partner === null) return undefined;
  if (myTurn === "SIGN") {
    const [validBefore] = exchangeValidities(now);
    return toSign(exchangeTypedData, exchangeMessage(side.terms, side.account, side.partner.account, validBefore));
  }
  if (myTurn === "CONFIRM" && side.validBefore !== null) {
    const validBefore = BigInt(side.validBefore.getTime() / 1000);
    return toSign(exchangeTypedData, exchangeMessage(side.terms, side.partner.account, side.account, validBefore));
  }
  return undefined;
}

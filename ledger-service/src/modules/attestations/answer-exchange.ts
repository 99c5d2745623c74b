import type { Hex } from "viem";
import { jsonValue } from "./json-value.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { CityNames } from "./attestation-doors.ts";
import { exchangeMessages } from "./exchange-messages.ts";
import type { ExchangeSide } from "./exchange-store.ts";
import { exchangeProblems } from "./exchange.problems.ts";
import type { ExchangePerson } from "./propose-exchange.ts";
import { receiveAcceptance, receiveRefusal, type ReceiveExchangeParts } from "./receive-exchange.ts";

export interface AnswerExchangeParts extends ReceiveExchangeParts {
  readonly intercity: Intercity;
  readonly cities: CityNames;
}

/** The partner says yes; their name goes to the proposer's city with it [L7]. */
export async function acceptExchange(parts: AnswerExchangeParts, transaction: Transaction, by: ExchangePerson, exchangeId: Hex): Promise<void> {
  const side = await ownSide(parts, transaction, by, exchangeId);
  // Pressed twice, it was accepted once.
  if (side.status === "ACCEPTED" && !side.isProposer) return;
  if (side.isProposer || side.status !== "PROPOSED") throw exchangeProblems.of(isOver(side) ? "exchange-over" : "exchange-not-your-turn");
  await parts.exchanges.change(transaction.manager, side, { status: "ACCEPTED" });
  const acceptance = { exchangeId, partner: { account: by.account, name: by.name } };
  if (side.partnerCityId === parts.cities.ownCityId) await receiveAcceptance(parts, transaction, side.partnerCityId, acceptance);
  else await parts.intercity.deliver(transaction, side.partnerCityId, exchangeMessages.accepted, jsonValue(acceptance));
}

/** Either side says no, until the receiver has confirmed. */
export async function refuseExchange(parts: AnswerExchangeParts, transaction: Transaction, by: ExchangePerson, exchangeId: Hex): Promise<void> {
  const side = await ownSide(parts, transaction, by, exchangeId);
  if (side.status === "DECLINED") return;
  if (isOver(side)) throw exchangeProblems.of("exchange-over");
  await parts.exchanges.change(transaction.manager, side, { status: "DECLINED" });
  const refusal = { exchangeId, by: by.account };
  if (side.partnerCityId === parts.cities.ownCityId) await receiveRefusal(parts, transaction, side.partnerCityId, refusal);
  else await parts.intercity.deliver(transaction, side.partnerCityId, exchangeMessages.declined, jsonValue(refusal));
}

/**
 * The person's side, locked.
 * @throws Problem `exchange-unknown` also for an exchange of others
 */
export async function ownSide(
  parts: Pick<ReceiveExchangeParts, "exchanges">,
  transaction: Transaction,
  by: Pick<ExchangePerson, "account">,
  exchangeId: Hex,
): Promise<ExchangeSide> {
  const side = await parts.exchanges.sideOf(exchangeId, by.account, transaction.manager);
  if (side === undefined) throw exchangeProblems.of("exchange-unknown");
  return side;
}

function isOver(side: ExchangeSide): boolean {
  return side.status === "SENT" || side.status === "DECLINED";
}

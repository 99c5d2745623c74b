import type { Hex } from "viem";
import { jsonValue } from "./json-value.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { exchangeTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest, type Signed } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import { ownSide } from "./answer-exchange.ts";
import type { CityNames } from "./attestation-doors.ts";
import { exchangeMessages } from "./exchange-messages.ts";
import type { ExchangeSide } from "./exchange-store.ts";
import { exchangeMessage, exchangeValidities } from "./exchange-terms.ts";
import { exchangeProblems } from "./exchange.problems.ts";
import type { ExchangePerson } from "./propose-exchange.ts";
import { receiveProviderSignature, type ReceiveExchangeParts } from "./receive-exchange.ts";
import type { ExchangeItem } from "./settle-exchange.ts";

export interface SignExchangeParts extends ReceiveExchangeParts {
  readonly intercity: Intercity;
  readonly cities: CityNames;
  readonly relay: Relay;
  readonly settleExchange: RelayAct<ExchangeItem>;
}

/** The provider signs first, after the service; the receiver's city gets the signature. */
export async function signAsProvider(
  parts: SignExchangeParts,
  transaction: Transaction,
  by: ExchangePerson,
  exchangeId: Hex,
  signed: Signed,
): Promise<void> {
  const side = await ownSide(parts, transaction, by, exchangeId);
  if (side.role !== "PROVIDER" || side.partner === null) throw exchangeProblems.of("exchange-not-your-turn");
  if (side.status === "PROVIDER_SIGNED" || side.status === "SENT") return;
  if (side.status !== "ACCEPTED") throw exchangeProblems.of(side.status === "DECLINED" ? "exchange-over" : "exchange-not-your-turn");
  const validBefore = await validityOf(parts, side, signed);
  if (validBefore === undefined) throw exchangeProblems.of("exchange-signature-refused");
  await parts.exchanges.change(transaction.manager, side, {
    status: "PROVIDER_SIGNED", providerSigned: signed, validBefore: new Date(Number(validBefore) * 1000),
  });
  const message = { exchangeId, provider: by.account, validBefore: validBefore.toString(), signed };
  if (side.partnerCityId === parts.cities.ownCityId) await receiveProviderSignature(parts, transaction, side.partnerCityId, message);
  else await parts.intercity.deliver(transaction, side.partnerCityId, exchangeMessages.providerSigned, jsonValue(message));
}

/** The receiver confirms within 14 days: both signatures go to the ledger and the points move [A12]. */
export async function signAsReceiver(
  parts: SignExchangeParts,
  transaction: Transaction,
  by: ExchangePerson,
  exchangeId: Hex,
  signed: Signed,
): Promise<OperationView> {
  const side = await ownSide(parts, transaction, by, exchangeId);
  const { partner, providerSigned, validBefore } = side;
  if (side.status === "DECLINED") throw exchangeProblems.of("exchange-over");
  if (side.role !== "RECEIVER" || partner === null || providerSigned === null || validBefore === null) {
    throw exchangeProblems.of("exchange-not-your-turn");
  }
  if (new Date() >= validBefore) throw exchangeProblems.of("exchange-expired");
  const exchange = exchangeMessage(side.terms, partner.account, by.account, BigInt(validBefore.getTime() / 1000));
  const operation = await parts.relay.submit(
    transaction,
    parts.settleExchange,
    { exchange, provider: providerSigned, receiver: signed },
    { ownerPersonId: by.personId, factId: `exchange:${exchangeId}`, resultIds: { exchangeId } },
  );
  await parts.exchanges.change(transaction.manager, side, { status: "SENT", operationId: operation.id });
  return operation;
}

/** For which of the two validities that a page may show the provider signed. */
async function validityOf(parts: SignExchangeParts, side: ExchangeSide, signed: Signed): Promise<bigint | undefined> {
  if (side.partner === null) return undefined;
  for (const validBefore of exchangeValidities(new Date())) {
    const message = exchangeMessage(side.terms, side.account, side.partner.account, validBefore);
    const kind = await parts.chain.verifyAccount(side.account, typedDataDigest(parts.chain, exchangeTypedData, message), signed);
    if (kind !== SignerKind.NONE) return validBefore;
  }
  return undefined;
}

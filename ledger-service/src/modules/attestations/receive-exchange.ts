import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import type { z } from "zod";
import { pointsText } from "../../kernel/number-text.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { exchangeTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest } from "../../platform/chain/typed-data.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { MovementFact, MovementNote } from "../points/movement-note-store.ts";
import type { Residents } from "./attestation-doors.ts";
import type { acceptedBody, declinedBody, proposedBody, providerSignedBody, testifiedBody } from "./exchange-messages.ts";
import type { ExchangeSide, ExchangeStore } from "./exchange-store.ts";
import { exchangeMessage } from "./exchange-terms.ts";
import { exchangeProblems } from "./exchange.problems.ts";

export interface ReceiveExchangeParts {
  readonly exchanges: ExchangeStore;
  readonly residents: Residents;
  readonly chain: Pick<Chain, "chainId" | "contracts" | "verifyAccount">;
  readonly liveEvents: LiveEvents;
  readonly keepNote: (manager: EntityManager, fact: MovementFact, note: MovementNote) => Promise<void>;
}

/** A proposal for one of this city's residents. Received twice, it is one. */
export async function receiveProposal(
  parts: ReceiveExchangeParts,
  transaction: Transaction,
  fromCityId: number,
  { terms, proposer, proposerRole, partnerAccount }: z.output<typeof proposedBody>,
): Promise<void> {
  const personId = await parts.residents.personOf(partnerAccount, transaction.manager);
  if (personId === undefined) throw exchangeProblems.of("partner-unknown");
  if (proposer.account === partnerAccount) throw exchangeProblems.of("exchange-with-oneself");
  const isNew = await parts.exchanges.add(transaction.manager, {
    role: proposerRole === "PROVIDER" ? "RECEIVER" : "PROVIDER",
    isProposer: false,
    partnerCityId: fromCityId,
    terms,
    account: partnerAccount,
    partner: proposer,
  });
  if (!isNew) return;
  await keepExchangeNote(parts, transaction.manager, { terms, account: partnerAccount, partner: proposer });
  await tell(parts, transaction, terms.exchangeId, partnerAccount, {
    title: `${proposer.name} vous propose un échange`,
    body: `«\u202F${terms.title}\u202F», ${pointsText(terms.points)}. Répondez quand vous voulez\u202F: rien n’est réservé.`,
  });
}

/** The partner said yes and gave their name. */
export async function receiveAcceptance(
  parts: ReceiveExchangeParts,
  transaction: Transaction,
  fromCityId: number,
  { exchangeId, partner }: z.output<typeof acceptedBody>,
): Promise<void> {
  const side = await proposerSide(parts, transaction, exchangeId, fromCityId);
  if (side === undefined || side.status !== "PROPOSED" || side.account === partner.account) return;
  await parts.exchanges.change(transaction.manager, side, { status: "ACCEPTED", partner });
  await keepExchangeNote(parts, transaction.manager, { ...side, partner });
  await tell(parts, transaction, exchangeId, side.account, {
    title: `${partner.name} accepte votre échange`,
    body: `«\u202F${side.terms.title}\u202F». Après le service, la personne qui l’a rendu signe d’abord.`,
  });
}

/** The other side said no, or took its proposal back. */
export async function receiveRefusal(
  parts: ReceiveExchangeParts,
  transaction: Transaction,
  fromCityId: number,
  { exchangeId, by }: z.output<typeof declinedBody>,
): Promise<void> {
  const sides = await parts.exchanges.lockSides(transaction.manager, exchangeId);
  for (const side of sides) {
    const isOther = side.account !== by && side.partnerCityId === fromCityId;
    if (!isOther || side.status === "SENT" || side.status === "DECLINED") continue;
    await parts.exchanges.change(transaction.manager, side, { status: "DECLINED" });
    await tell(parts, transaction, exchangeId, side.account, {
      title: "Échange refusé",
      body: `«\u202F${side.terms.title}\u202F» n’aura pas lieu. Aucun point n’a bougé.`,
    });
  }
}

/** The provider signed after the service: the receiver's turn, if the signature is the provider's. */
export async function receiveProviderSignature(
  parts: ReceiveExchangeParts,
  transaction: Transaction,
  fromCityId: number,
  { exchangeId, provider, validBefore, signed }: z.output<typeof providerSignedBody>,
): Promise<void> {
  const sides = await parts.exchanges.lockSides(transaction.manager, exchangeId);
  const side = sides.find((candidate) => candidate.role === "RECEIVER" && candidate.partnerCityId === fromCityId);
  // Messages may overtake each other: the sender comes back after the one that was expected first.
  if (side === undefined || side.status === "PROPOSED") throw exchangeProblems.of("exchange-not-ready");
  if (side.status !== "ACCEPTED" || side.partner?.account !== provider) return;
  const message = exchangeMessage(side.terms, provider, side.account, BigInt(validBefore));
  const kind = await parts.chain.verifyAccount(provider, typedDataDigest(parts.chain, exchangeTypedData, message), signed);
  if (kind === SignerKind.NONE) throw exchangeProblems.of("exchange-signature-refused");
  await parts.exchanges.change(transaction.manager, side, {
    status: "PROVIDER_SIGNED", providerSigned: signed, validBefore: new Date(Number(validBefore) * 1000),
  });
  await tell(parts, transaction, exchangeId, side.account, {
    title: `${side.partner.name} confirme le service`,
    body: `«\u202F${side.terms.title}\u202F», ${pointsText(side.terms.points)}. Confirmez à votre tour dans les 14 jours.`,
  });
}

/** What the other side wrote, so that both see it; its hash is on the chain. */
export async function receiveTestimonial(
  parts: ReceiveExchangeParts,
  transaction: Transaction,
  fromCityId: number,
  body: z.output<typeof testifiedBody>,
): Promise<void> {
  const sides = await parts.exchanges.lockSides(transaction.manager, body.exchangeId);
  const side = sides.find((candidate) => candidate.partner?.account === body.author && candidate.partnerCityId === fromCityId);
  if (side === undefined) throw exchangeProblems.of("exchange-unknown");
  await parts.exchanges.keepTestimonial(transaction.manager, { ...body, validBefore: new Date(Number(body.validBefore) * 1000) });
  await tell(parts, transaction, body.exchangeId, side.account, {
    title: `${side.partner?.name ?? "L’autre personne"} a laissé un témoignage`,
    body: `«\u202F${side.terms.title}\u202F», note de ${body.rating} sur 5.`,
  });
}

/** Why the points will have moved, kept for the day they do. */
export async function keepExchangeNote(
  parts: Pick<ReceiveExchangeParts, "keepNote">,
  manager: EntityManager,
  side: Pick<ExchangeSide, "terms" | "account" | "partner">,
): Promise<void> {
  if (side.partner === null) return;
  const fact = { kind: "EXCHANGE", exchangeId: side.terms.exchangeId, account: side.account } as const;
  await parts.keepNote(manager, fact, { title: side.terms.title, partnerName: side.partner.name });
}

async function proposerSide(
  parts: ReceiveExchangeParts,
  transaction: Transaction,
  exchangeId: Hex,
  fromCityId: number,
): Promise<ExchangeSide | undefined> {
  const sides = await parts.exchanges.lockSides(transaction.manager, exchangeId);
  // Only the city that was asked may answer for its resident.
  return sides.find((side) => side.isProposer && side.partnerCityId === fromCityId);
}

async function tell(
  parts: ReceiveExchangeParts,
  transaction: Transaction,
  exchangeId: Hex,
  account: Address,
  words: { readonly title: string; readonly body: string },
): Promise<void> {
  const personId = await parts.residents.personOf(account, transaction.manager);
  if (personId !== undefined) {
    await parts.residents.notify(transaction, personId, { kind: "EXCHANGE", ...words, link: `/echanges/${exchangeId}` });
  }
  transaction.afterCommit(() => {
    parts.liveEvents.publish({ name: "exchange-changed", to: { kind: "ACCOUNT", account }, data: { exchangeId } });
  });
}

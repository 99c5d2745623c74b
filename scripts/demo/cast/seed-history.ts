import { chargeIdOf, offerHashOf } from "../../../ledger-service/src/modules/redemptions/charge-terms.ts";
import { exchangeMessage, type ExchangeTerms } from "../../../ledger-service/src/modules/attestations/exchange-terms.ts";
import { pointsAbi } from "../../../ledger-service/src/platform/chain/generated/abis/points-abi.ts";
import type { DeployedContracts } from "../../deploy/deployed-contracts.ts";
import type { CastWriting } from "./cast-writing.ts";
import { institutionAt, type SeededInstitution } from "./cast-institutions.ts";
import type { BuiltSheet } from "./cast-sheet.ts";
import type { CastEvent, CastExchange, CastRedemption } from "./history.ts";
import type { SeededRandom } from "./random.ts";
import { coordinatorSubOf, terminalIdOf } from "./seed-institutions.ts";
import { NO_PROOF, signsDigests } from "./sign-acts.ts";

const POSTING_GAS = 4_000_000n;

export interface HistoryParts {
  readonly writing: CastWriting;
  readonly random: SeededRandom;
  readonly network: DeployedContracts;
  readonly institutions: readonly SeededInstitution[];
  readonly sheets: ReadonlyMap<string, BuiltSheet>;
  readonly events: readonly CastEvent[];
  readonly postingDelaySeconds: number;
  /** Nothing is posted later than this, seconds. */
  readonly until: number;
  readonly onProgress?: (done: number, total: number) => void;
}

interface Moment {
  readonly at: number;
  /** `at`: when it really happens, seconds. */
  readonly write: (at: number) => Promise<void>;
}

/** Plays the past in order of time: what was filed, inscribed after its fourteen days, spent and exchanged. */
export const seedHistory = async (parts: HistoryParts): Promise<void> => {
  const moments = momentsOf(parts);
  for (const [index, { at, write }] of moments.entries()) {
    const reachedAt = await parts.writing.chain.reach(at);
    parts.writing.chain.setTime(at);
    await write(reachedAt);
    const next = moments[index + 1];
    // Calls of one hour share a block: the past has as many blocks as it needs, no more.
    if (next === undefined || next.at - at > 0) await parts.writing.chain.sealAt(at);
    if (index % 25 === 0) parts.onProgress?.(index, moments.length);
  }
};

const momentsOf = (parts: HistoryParts): Moment[] => {
  const moments = parts.events.flatMap((event): Moment[] => {
    if (event.kind === "REDEMPTION") return [{ at: event.at, write: (at) => redeem(parts, event, at) }];
    if (event.kind === "EXCHANGE") return [{ at: event.at, write: (at) => exchange(parts, event, at) }];
    const built = parts.sheets.get(event.label);
    if (built === undefined) throw new RangeError(`${event.label} was not built`);
    const postedAt = built.windowEndsAt + parts.postingDelaySeconds;
    return [
      { at: event.at, write: () => submit(parts, built) },
      ...(postedAt < parts.until ? [{ at: postedAt, write: () => post(parts, built) }] : []),
    ];
  });
  return moments.toSorted((left, right) => left.at - right.at);
};

const submit = async ({ writing, institutions }: HistoryParts, { cast, sheet }: BuiltSheet): Promise<void> => {
  const organization = institutionAt(institutions, cast.citySlug, "ORGANIZATION", cast.organizationIndex);
  const key = signsDigests(writing.keys.person(coordinatorSubOf(organization)));
  await writing.chain.call(cast.label, "earningSheets", "submit", [sheet, await writing.signing.prove(key, "Sheet", sheet)]);
};

const post = async ({ writing }: HistoryParts, { cast, sheetId, lines, tree }: BuiltSheet): Promise<void> => {
  const proven = lines.map((line) => ({ ...line, proof: tree.proofOf(line.index) }));
  await writing.chain.call(`posting of ${cast.label}`, "earningSheets", "post", [sheetId, proven], POSTING_GAS);
};

/** What a resident holds when the moment comes: the cast never asks for more. */
const affordable = async ({ writing, network }: HistoryParts, sub: string, points: number): Promise<bigint> => {
  const held = await writing.chain.reader.readContract({
    address: network.addresses.points,
    abi: pointsAbi,
    functionName: "totalOf",
    args: [writing.accounts.person(sub)],
  });
  return held >= BigInt(points) ? BigInt(points) : 0n;
};

const redeem = async (parts: HistoryParts, event: CastRedemption, at: number): Promise<void> => {
  const { writing, random, institutions } = parts;
  const points = await affordable(parts, event.residentSub, event.points);
  if (points === 0n) return;
  const merchant = institutionAt(institutions, event.merchantCitySlug, "MERCHANT", event.merchantIndex);
  const charge = {
    merchant: merchant.institution,
    terminal: terminalIdOf(writing, merchant),
    points,
    offerHash: offerHashOf(event.offerText, random.bytes32(`offer-salt/${event.label}`)),
    random: random.bytes32(`charge/${event.label}`),
    validBefore: BigInt(at + 100),
  };
  const consent = {
    account: writing.accounts.person(event.residentSub),
    chargeId: chargeIdOf(charge),
    merchant: merchant.institution,
    points,
    validAfter: BigInt(at - 20),
    validBefore: BigInt(at + 100),
  };
  const item = {
    charge,
    terminal: await writing.signing.prove(signsDigests(writing.keys.terminal(merchant.city.slug, merchant.index)), "Charge", charge),
    consent,
    account: await writing.signing.prove(signsDigests(writing.keys.person(event.residentSub)), "Consent", consent),
  };
  await writing.chain.call(event.label, "redemptionDesk", "redeem", [[item]]);
};

/** What two people of the cast agreed on; the words stay with their city [X2]. */
export const castExchangeTerms = (random: SeededRandom, event: CastExchange): ExchangeTerms => ({
  exchangeId: random.bytes32(event.label),
  title: event.title,
  description: "",
  points: BigInt(event.points),
  quantityMinutes: event.quantityMinutes,
  kind: "SERVICE",
  salt: random.bytes32(`terms-salt/${event.label}`),
});

const exchange = async (parts: HistoryParts, event: CastExchange, at: number): Promise<void> => {
  const { writing, random } = parts;
  const points = await affordable(parts, event.receiverSub, event.points);
  if (points === 0n) return;
  const act = exchangeMessage(
    castExchangeTerms(random, event),
    writing.accounts.person(event.providerSub),
    writing.accounts.person(event.receiverSub),
    BigInt(at + 3_600),
  );
  const [provider, receiver] = await Promise.all(
    [event.providerSub, event.receiverSub].map((sub) =>
      writing.signing.prove(signsDigests(writing.keys.person(sub)), "Exchange", act),
    ),
  );
  await writing.chain.call(event.label, "serviceExchanges", "settle", [act, provider ?? NO_PROOF, receiver ?? NO_PROOF], POSTING_GAS);
};

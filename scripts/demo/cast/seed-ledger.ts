import type { Hex } from "viem";
import type { DeployedContracts } from "../../deploy/deployed-contracts.ts";
import type { Seeding } from "../evm-node/start-evm-node.ts";
import { castAccounts } from "./cast-accounts.ts";
import { openCastChain } from "./cast-chain.ts";
import { institutionAt, predictInstitutions, type SeededInstitution } from "./cast-institutions.ts";
import { castKeys } from "./cast-keys.ts";
import { profileOf } from "./cast-profiles.ts";
import { buildSheet, type BuiltSheet } from "./cast-sheet.ts";
import type { CastWriting } from "./cast-writing.ts";
import type { CastEvent, CastTimes } from "./history.ts";
import { CAST_SEED, seededRandom, type SeededRandom } from "./random.ts";
import { seedDirectories } from "./seed-directories.ts";
import { seedHistory } from "./seed-history.ts";
import { seedInstitutions } from "./seed-institutions.ts";
import { seedProgrammes } from "./seed-programmes.ts";
import { seedResidents } from "./seed-residents.ts";
import { castSigning, type DigestSigner } from "./sign-acts.ts";

/** What the cities' private records need to know of what was written. */
export interface SeededLedger {
  readonly institutions: readonly SeededInstitution[];
  readonly sheets: readonly BuiltSheet[];
  readonly events: readonly CastEvent[];
  /** Seconds: when programmes opened and people were enrolled. */
  readonly startedAt: number;
}

/** Events, people and amounts follow the seed alone; keys, accounts and ids also the network (a demo key works nowhere else). */
export const networkRandom = (chainId: number) => seededRandom(`${CAST_SEED}/${chainId}`);

/** Fills a freshly founded ledger with what the cast did. */
export const seedLedger = async (parts: {
  rpcUrl: string;
  network: DeployedContracts;
  seeding: Seeding;
  enrolSignerOf: (citySlug: string) => DigestSigner;
  directoryHashOf: (citySlug: string) => Hex;
  /** What happens when, from the cast's own randomness. */
  timesOf: (random: SeededRandom) => CastTimes;
  onProgress?: (done: number, total: number) => void;
}): Promise<SeededLedger> => {
  const { network } = parts;
  const random = networkRandom(network.chainId);
  const keys = castKeys(random);
  const accounts = castAccounts(random);
  const chain = await openCastChain({ ...parts, sender: keys.sender });
  const writing: CastWriting = { chain, signing: castSigning(network), keys, accounts, enrolSignerOf: parts.enrolSignerOf };
  const { startedAt, events, postingDelaySeconds, until } = parts.timesOf(seededRandom(CAST_SEED));
  const institutions = await predictInstitutions(chain, network, accounts);

  await seedDirectories(writing, parts.directoryHashOf, startedAt - 60);
  await seedInstitutions(writing, institutions, (one) => profileOf(random, one).profileHash, startedAt);
  await seedResidents(writing, startedAt + 300);
  await seedProgrammes(writing, institutions, startedAt + 600);

  const programmeYear = new Date(startedAt * 1000).getUTCFullYear();
  const sheets = events.flatMap((event) => {
    if (event.kind !== "SHEET") return [];
    const { institution } = institutionAt(institutions, event.citySlug, "ORGANIZATION", event.organizationIndex);
    return [buildSheet(random, accounts, institution, programmeYear, event)];
  });
  await seedHistory({
    writing,
    random,
    network,
    institutions,
    sheets: new Map(sheets.map((built) => [built.cast.label, built])),
    events,
    postingDelaySeconds,
    until,
    onProgress: parts.onProgress,
  });
  return { institutions, sheets, events, startedAt };
};

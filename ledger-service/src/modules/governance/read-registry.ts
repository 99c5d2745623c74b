import { quorumOf } from "maille-verify/validator-set";
import type { DataSource } from "typeorm";
import type { Chain } from "../../platform/chain/chain.ts";
import type { ReadMembers } from "./read-members.ts";
import type { RegistryJson } from "./registry.schemas.ts";
import type { SealedBlock, SealedBlocks } from "./sealed-blocks.ts";
import { validatorCities } from "./validator-cities.ts";

export interface RegistryParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly hasSeals: boolean;
  readonly readMembers: ReadMembers;
  readonly sealedBlocks: SealedBlocks;
  readonly nameOfCity: (cityId: number) => string;
}

/** What anyone may know of the ledger: the last blocks and who sealed them, the totals of each issuing city. */
export async function readRegistry(parts: RegistryParts, blocks: number): Promise<Omit<RegistryJson, "asOfBlock">> {
  const { database, chain, hasSeals, nameOfCity } = parts;
  const members = await parts.readMembers();
  const [latest, cityOf, totals, until, { timestamp }] = await Promise.all([
    parts.sealedBlocks.latest(blocks),
    validatorCities(database, members),
    Promise.all(members.map(({ cityId }) => totalsOf(parts, cityId))),
    chain.client.readContract({ ...chain.contract("emergencyPause"), functionName: "pausedUntil" }),
    chain.client.getBlock({ blockTag: "pending" }),
  ]);
  const active = members.filter(({ status }) => status === "ACTIVE");
  return {
    consensus: hasSeals ? "QBFT" : "NONE",
    setSize: active.length,
    quorum: quorumOf(active.length),
    members: active.map(({ cityId }) => ({ cityId, cityName: nameOfCity(cityId) })),
    blocks: latest.map((block) => viewBlock(block, cityOf, nameOfCity)),
    totals,
    pausedUntil: until > timestamp ? new Date(Number(until) * 1000).toISOString() : null,
  };
}

/** Seals of keys that were not in the set count for nothing: they are not shown. */
function viewBlock(block: SealedBlock, cityOf: ReadonlyMap<string, number>, nameOfCity: (cityId: number) => string): RegistryJson["blocks"][number] {
  const entitled = new Set<string>(block.validators);
  const cityIds = block.sealers?.filter((sealer) => entitled.has(sealer)).map((sealer) => cityOf.get(sealer) ?? 0);
  return {
    blockNumber: block.blockNumber,
    at: block.at.toISOString(),
    transactionCount: block.transactionCount,
    sealedBy: cityIds === undefined ? null : [...new Set(cityIds)].map((cityId) => ({ cityId, cityName: nameOfCity(cityId) })),
    setSize: cityIds === undefined ? null : block.validators.length,
  };
}

async function totalsOf({ chain, nameOfCity }: RegistryParts, cityId: number): Promise<RegistryJson["totals"][number]> {
  const { issuedPoints, redeemedPoints, returnedPoints } = await chain.client.readContract({
    ...chain.contract("points"),
    functionName: "totals",
    args: [cityId],
  });
  return {
    cityId,
    cityName: nameOfCity(cityId),
    issuedPoints: issuedPoints.toString(),
    redeemedPoints: redeemedPoints.toString(),
    returnedPoints: returnedPoints.toString(),
    supplyPoints: (issuedPoints - redeemedPoints + returnedPoints).toString(),
  };
}

import { readFileSync } from "node:fs";
import { type Address, type Hex, isAddress, isHash } from "viem";
import { z } from "zod";
import { AuditProblem } from "./audit-problem.ts";
import { type ContractName, contractNames } from "./ledger-event.ts";

const address = z.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false }), "an address is expected");
const hash = z.custom<Hex>((value) => typeof value === "string" && isHash(value), "32 bytes are expected");

/** Members that the audit does not read are left alone: other tools have theirs. */
const schema = z.object({
  format: z.literal("maille-network/1"),
  name: z.string(),
  chainId: z.number().int().positive(),
  genesisHash: hash,
  consensus: z.enum(["qbft", "none"]),
  cities: z.array(z.object({ id: z.number().int().min(1).max(255), slug: z.string(), name: z.string() })).min(1),
  contracts: z.record(z.string(), address),
  deploymentBlock: z.number().int().nonnegative(),
  /** Validators of the genesis; empty or absent where the deployment founds the consortium. */
  checkpoint: z.object({
    blockNumber: z.number().int().nonnegative(),
    validators: z.array(z.object({ address, cityId: z.number().int().min(1).max(255) })),
  }).optional(),
});

/** What the auditor trusts: which chain, which contracts, whose names. */
export interface NetworkDescription {
  readonly name: string;
  readonly chainId: number;
  readonly genesisHash: Hex;
  readonly consensus: "qbft" | "none";
  readonly cityNames: ReadonlyMap<number, string>;
  readonly citySlugs: ReadonlyMap<number, string>;
  readonly contracts: ReadonlyMap<ContractName, Address>;
  readonly deploymentBlock: number;
  /** In the genesis, without an event of their own. */
  readonly genesisValidators: readonly { readonly address: Address; readonly cityId: number }[];
}

/** Without these there is nothing to audit; the others are read where they are deployed. */
const NEEDED: readonly ContractName[] = [
  "authority", "participants", "accounts", "points", "programmes", "clearingHouse", "earningSheets", "serviceExchanges", "redemptionDesk", "eas", "timelock",
];

/** @throws AuditProblem when the file is missing, damaged, or describes no ledger */
export function readNetworkDescription(path: string): NetworkDescription {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new AuditProblem({
      fr: `Le fichier ${path} ne se lit pas : il manque, ou ce n’est pas du JSON. Donnez le network.json du réseau avec --network.`,
      en: `The file ${path} cannot be read: it is missing, or is not JSON. Give the network's network.json with --network.`,
    }, { cause });
  }
  return networkDescriptionOf(parsed, path);
}

/** @throws AuditProblem naming the first member that is wrong */
export function networkDescriptionOf(value: unknown, path: string): NetworkDescription {
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.map(String).join(".") ?? "";
    throw new AuditProblem({
      fr: `Le fichier ${path} ne décrit pas un réseau Maille : le champ « ${where} » n’est pas bon. Prenez le fichier publié par le réseau.`,
      en: `The file ${path} does not describe a Maille network: member "${where}" is wrong (${issue?.message ?? "unknown"}). Take the file that the network publishes.`,
    });
  }
  const { contracts, cities, checkpoint, ...rest } = result.data;
  const known = new Map<ContractName, Address>();
  for (const name of contractNames) {
    const found = contracts[name];
    if (found !== undefined) known.set(name, toLowerAddress(found));
  }
  const missing = NEEDED.find((name) => !known.has(name));
  if (missing !== undefined) {
    throw new AuditProblem({
      fr: `Le fichier ${path} ne donne pas l’adresse du contrat « ${missing} ». Prenez le fichier publié par le réseau.`,
      en: `The file ${path} lacks the address of the contract "${missing}". Take the file that the network publishes.`,
    });
  }
  return {
    ...rest,
    contracts: known,
    genesisValidators: checkpoint?.blockNumber === 0 ? checkpoint.validators.map(({ address: key, cityId }) => ({ cityId, address: toLowerAddress(key) })) : [],
    cityNames: new Map(cities.map(({ id, name }) => [id, name])),
    citySlugs: new Map(cities.map(({ id, slug }) => [id, slug])),
  };
}

const toLowerAddress = (value: Address): Address => `0x${value.slice(2).toLowerCase()}`;

import { type Hex } from "./bytes.ts";
import { ProofProblem } from "./proof-problem.ts";
import { type Fields, parseStrictJson, readBoolean, readFields, readHex, readInteger, readList, readOneOf, readText, toStrictHex } from "./strict-json.ts";

export type NetworkValidator = { readonly address: Hex; readonly cityId: number };
export type NetworkCity = { readonly id: number; readonly slug: string; readonly name: string; readonly closeSigners: readonly Hex[] };

/** Public description of a network: what a verifier and an auditor trust (`network.json`). */
export type NetworkFile = {
  readonly format: "maille-network/1";
  readonly name: string;
  readonly chainId: number;
  readonly genesisHash: Hex;
  /** "none": an embedded chain, which no city seals. */
  readonly consensus: "qbft" | "none";
  readonly consortium: Hex;
  /** Trusted start from which changes of the validators are followed. */
  readonly checkpoint: { readonly blockNumber: number; readonly blockHash: Hex; readonly validators: readonly NetworkValidator[] };
  readonly cities: readonly NetworkCity[];
  readonly contracts: Readonly<Record<string, Hex>>;
  readonly deploymentBlock: number;
  readonly isTrial: boolean;
};

/** Contracts whose events are proved, or under whose domain closes are signed. */
export const PROVED_CONTRACTS = ["earningSheets", "serviceExchanges", "redemptionDesk", "reportAnchors"] as const;
export type ProvedContract = (typeof PROVED_CONTRACTS)[number];

const FIELDS = ["format", "name", "chainId", "genesisHash", "consensus", "consortium", "checkpoint", "cities", "contracts", "deploymentBlock", "isTrial"];

/** @throws ProofProblem naming what is wrong */
export const parseNetworkFile = (text: string): NetworkFile => readNetworkFile(parseStrictJson(text));

/** The same from JSON that is parsed already. Addresses may carry EIP-55 capitals; they come out in lower case. */
export function readNetworkFile(value: unknown): NetworkFile {
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== "maille-network/1") throw new ProofProblem("NOT_A_NETWORK");
  const fields = readFields(value, "network", FIELDS);
  const checkpoint = readFields(fields.values.checkpoint, "network.checkpoint", ["blockNumber", "blockHash", "validators"]);
  const network: NetworkFile = {
    format: "maille-network/1",
    name: readText(fields, "name"),
    chainId: readInteger(fields, "chainId"),
    genesisHash: readHex(fields, "genesisHash", 32),
    consensus: readOneOf(fields, "consensus", ["qbft", "none"]),
    consortium: toAddress(fields.values.consortium, "network.consortium"),
    checkpoint: {
      blockNumber: readInteger(checkpoint, "blockNumber"),
      blockHash: readHex(checkpoint, "blockHash", 32),
      validators: readList(checkpoint, "validators", readValidator),
    },
    cities: readList(fields, "cities", readCity),
    contracts: readContracts(fields),
    deploymentBlock: readInteger(fields, "deploymentBlock"),
    isTrial: readBoolean(fields, "isTrial"),
  };
  refuseRepeated(network.cities.map(({ id }) => String(id)), "network.cities");
  refuseRepeated(network.checkpoint.validators.map(({ address }) => address), "network.checkpoint.validators");
  if (network.consensus === "qbft" && network.checkpoint.validators.length === 0) throw new ProofProblem("FIELD_REFUSED", { field: "network.checkpoint.validators" });
  return network;
}

function toAddress(value: unknown, where: string): Hex {
  return toStrictHex(typeof value === "string" ? value.toLowerCase() : value, where, 20);
}

function readValidator(value: unknown, where: string): NetworkValidator {
  const fields = readFields(value, where, ["address", "cityId"]);
  return { address: toAddress(fields.values.address, `${where}.address`), cityId: readInteger(fields, "cityId") };
}

function readCity(value: unknown, where: string): NetworkCity {
  const fields = readFields(value, where, ["id", "slug", "name", "closeSigners"]);
  return { id: readInteger(fields, "id"), slug: readText(fields, "slug"), name: readText(fields, "name"), closeSigners: readList(fields, "closeSigners", toAddress) };
}

function readContracts({ values }: Fields): Record<string, Hex> {
  const contracts = values.contracts;
  const fields = readFields(contracts, "network.contracts", PROVED_CONTRACTS, Object.keys(contracts ?? {}));
  return Object.fromEntries(Object.entries(fields.values).map(([name, address]) => [name, toAddress(address, `network.contracts.${name}`)]));
}

function refuseRepeated(names: readonly string[], field: string): void {
  if (new Set(names).size !== names.length) throw new ProofProblem("FIELD_REFUSED", { field });
}

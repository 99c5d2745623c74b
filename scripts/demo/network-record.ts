import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAddress, isHash } from "viem";
import { CONTRACT_NAMES, type DeployedContracts } from "../deploy/deployed-contracts.ts";
import { replaceFileDurably } from "./durable-files.ts";
import { StartProblem } from "./start-problem.ts";

const FILE = "deployed.json";

/** Keeps what the network is, so that a later start finds its contracts. */
export function keepNetwork(folderPath: string, network: DeployedContracts): void {
  replaceFileDurably(join(folderPath, FILE), JSON.stringify(network, undefined, 2));
}

/** @throws StartProblem when the record is missing or damaged */
export function readNetwork(folderPath: string): DeployedContracts {
  const path = join(folderPath, FILE);
  const value: unknown = existsSync(path) ? parse(readFileSync(path, "utf8")) : undefined;
  if (!isNetwork(value)) {
    throw new StartProblem({
      fr: `Le fichier ${path} manque ou est abîmé. Remettez-en une copie, ou repartez à neuf avec « npm run reset ».`,
      en: `The file ${path} is missing or damaged. Put back a copy, or begin anew with "npm run reset".`,
    });
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNetwork(value: unknown): value is DeployedContracts {
  if (typeof value !== "object" || value === null) return false;
  const { chainId, genesisHash, deploymentBlock, addresses }: { [member: string]: unknown } = { ...value };
  if (typeof chainId !== "number" || typeof deploymentBlock !== "number") return false;
  if (typeof genesisHash !== "string" || !isHash(genesisHash)) return false;
  if (typeof addresses !== "object" || addresses === null) return false;
  const named: { [name: string]: unknown } = { ...addresses };
  return CONTRACT_NAMES.every((name) => typeof named[name] === "string" && isAddress(String(named[name])));
}

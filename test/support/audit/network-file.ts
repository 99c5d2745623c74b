import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeployedContracts } from "../../../scripts/deploy/deployed-contracts.ts";

export interface NamedCity {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

const CITIES: readonly NamedCity[] = [
  { id: 1, slug: "brossard", name: "Brossard" },
  { id: 2, slug: "magog", name: "Magog" },
  { id: 11, slug: "wendake", name: "Wendake" },
  { id: 14, slug: "delson", name: "Delson" },
];

/** The public description of a test's network. */
export function networkOf(deployed: DeployedContracts, cities: readonly NamedCity[] = CITIES) {
  return {
    format: "maille-network/1",
    name: "réseau d’essai",
    chainId: deployed.chainId,
    genesisHash: deployed.genesisHash,
    consensus: "none",
    cities,
    contracts: deployed.addresses,
    deploymentBlock: deployed.deploymentBlock,
    isTrial: true,
  };
}

/** Writes a description where the audit reads it. @returns its path */
export function writeNetwork(network: object): string {
  const path = join(mkdtempSync(join(tmpdir(), "maille-audit-")), "network.json");
  writeFileSync(path, JSON.stringify(network));
  return path;
}

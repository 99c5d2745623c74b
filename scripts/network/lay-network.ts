import { join } from "node:path";
import { replaceFileDurably } from "../demo/durable-files.ts";
import type { NetworkDescription } from "./description/network-description.ts";
import { type FoundingRecord, planInputOf } from "./files/founding-record.ts";
import { networkRecord, type NetworkRecord } from "./files/network-record.ts";
import { type CityFiles, writeNetwork } from "./files/write-network.ts";
import { foundGenesis } from "./genesis/found-genesis.ts";
import { genesisHash } from "./genesis/genesis-hash.ts";

const READABLE = 0o644;

export interface LaidCity extends CityFiles {
  readonly closeSigners: readonly `0x${string}`[];
}

/** Writes a whole network into an empty folder, from its description and its founding. */
export async function layNetwork(parts: {
  out: string;
  artifactsFolder: string;
  description: NetworkDescription;
  founding: FoundingRecord;
  cityOf: (cityId: number) => LaidCity;
  timestampSeconds: number;
}): Promise<NetworkRecord> {
  const { out, artifactsFolder, description, founding, cityOf, timestampSeconds } = parts;
  const { genesis, addresses } = await foundGenesis({ description, plan: planInputOf(founding), timestampSeconds, artifactsFolder });
  const record = networkRecord({
    description,
    genesisHash: genesisHash(genesis),
    addresses,
    validatorOf: (cityId) => cityOf(cityId).key.validator,
    closeSignersOf: (cityId) => cityOf(cityId).closeSigners,
  });
  writeNetwork({ out, description, genesis, record, filesOf: cityOf });
  // Last: a folder without it was never finished.
  replaceFileDurably(join(out, "founding.json"), `${JSON.stringify(founding, undefined, 2)}\n`, READABLE);
  return record;
}

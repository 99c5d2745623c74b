import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "viem";
import { replaceFileDurably } from "../../demo/durable-files.ts";
import type { NetworkDescription } from "../description/network-description.ts";
import type { Genesis } from "../genesis/genesis.ts";
import { NetworkProblem } from "../network-problem.ts";
import { besuOptions, besuToml } from "./besu-options.ts";
import { composeFile } from "./compose-file.ts";
import { cityFolder } from "./network-folder.ts";
import type { NetworkRecord } from "./network-record.ts";
import { enodeOf, type NodeKey } from "./node-keys.ts";
import { operatorGuide } from "./operator-guide.ts";
import { citiesFile, serviceEnvironment } from "./service-files.ts";
import { cityUnit, nodeUnit } from "./systemd-units.ts";

const READABLE = 0o644;
const SECRET = 0o600;

/** What is written of one city beside its node's files. */
export interface CityFiles {
  readonly key: NodeKey;
  readonly serviceAccount: Address;
  /** Rehearsal only. */
  readonly keysPassphrase: string | undefined;
}

/** A folder that holds something already is never written over: its keys would be lost. @throws NetworkProblem */
export function claimFolder(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new NetworkProblem("NETWORK_EXISTS", {
      fr: `Le dossier ${out} contient déjà des fichiers. Choisissez-en un autre avec « --out », ou retirez celui-ci vous-même si rien n’y sert plus.`,
      en: `The folder ${out} already holds files. Choose another with "--out", or remove this one yourself if nothing in it serves any more.`,
    });
  }
  mkdirSync(out, { recursive: true });
}

/** Writes a network's folder: what all share, and a folder for each city with its own things only [O1]. */
export function writeNetwork(parts: {
  out: string;
  description: NetworkDescription;
  genesis: Genesis;
  record: NetworkRecord;
  filesOf: (cityId: number) => CityFiles;
}): void {
  const { out, description, genesis, record, filesOf } = parts;
  const genesisText = `${JSON.stringify(genesis, undefined, 2)}\n`;
  const recordText = `${JSON.stringify(record, undefined, 2)}\n`;
  const { cities, blockPeriodSeconds, emptyBlockPeriodSeconds } = description;
  replaceFileDurably(join(out, "genesis.json"), genesisText, READABLE);
  replaceFileDurably(join(out, "network.json"), recordText, READABLE);
  replaceFileDurably(join(out, "compose.yaml"), composeFile(description.name, cities), READABLE);
  const enodes = cities.map(({ id, host, p2pPort }) => enodeOf(filesOf(id).key.publicKey, host, p2pPort));
  for (const [index, city] of cities.entries()) {
    const { key, serviceAccount, keysPassphrase } = filesOf(city.id);
    const folder = cityFolder(out, city.slug);
    mkdirSync(join(folder, "data"), { recursive: true });
    chmodSync(folder, 0o700);
    const write = (name: string, text: string, mode = READABLE): void => replaceFileDurably(join(folder, name), text, mode);
    write("genesis.json", genesisText);
    write("network.json", recordText);
    write("besu.toml", besuToml(besuOptions(city, cities.length, description.blockGasLimit)));
    write("static-nodes.json", `${JSON.stringify(enodes.filter((_, other) => other !== index), undefined, 2)}\n`);
    write("node.pub", `${key.publicKey}\n`);
    if (key.privateKey !== undefined) write("node.key", key.privateKey, SECRET);
    write("cities.json", citiesFile(cities));
    write("service.env", serviceEnvironment({ city, cities, serviceAccount, blockPeriodSeconds, emptyBlockPeriodSeconds, keysPassphrase }), SECRET);
    write("maille-node.service", nodeUnit(city));
    write("maille-city.service", cityUnit(city));
    write("README.md", operatorGuide(city, description));
  }
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAddress, isHash, isHex, type Address, type Hex } from "viem";
import { z } from "zod";
import { validatorOf } from "../description/public-keys.ts";
import { NetworkProblem } from "../network-problem.ts";

/** Where a city's own files are inside a network's folder. */
export const cityFolder = (networkFolder: string, slug: string): string => join(networkFolder, "cities", slug);

/** One node as the tool runs it. */
export interface NetworkNode {
  readonly cityId: number;
  readonly citySlug: string;
  /** The city's, and for a second node that waits to take its place, `magog-2`. */
  readonly slug: string;
  readonly name: string;
  readonly validator: Address;
  readonly folder: string;
  readonly host: string;
  readonly p2pPort: number;
  readonly rpcUrl: string;
  readonly rpcPort: number;
  /** Its key is here: the tool may start it. */
  readonly isOurs: boolean;
}

/** A network that `init` wrote. */
export interface NetworkFolder {
  readonly path: string;
  readonly name: string;
  readonly chainId: number;
  readonly genesisHash: Hex;
  /** The longest between two blocks while all is well. */
  readonly blockPeriodSeconds: number;
  readonly requestTimeoutSeconds: number;
  /** Members at the founding, each with one validator. */
  readonly cityCount: number;
  /** Each city's node, then those that wait to take a city's place. */
  readonly nodes: readonly NetworkNode[];
}

const address = z.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false }));
const recordSchema = z.object({
  format: z.literal("maille-network/1"),
  name: z.string(),
  chainId: z.number(),
  genesisHash: z.custom<Hex>((value) => typeof value === "string" && isHash(value)),
  checkpoint: z.object({ validators: z.array(z.object({ address, cityId: z.number() })) }),
  cities: z.array(z.object({ id: z.number(), slug: z.string(), name: z.string() })),
});
const genesisSchema = z.object({
  config: z.object({
    qbft: z.object({ blockperiodseconds: z.number(), xemptyblockperiodseconds: z.number().optional(), requesttimeoutseconds: z.number() }),
  }),
});

const damaged = (path: string, cause?: unknown): NetworkProblem =>
  new NetworkProblem(
    "NETWORK_UNREADABLE",
    {
      fr: `Le dossier ${path} ne contient pas de réseau lisible. Créez-le avec « npm run network -- init --config network.yaml », ou donnez le bon avec « --out ».`,
      en: `The folder ${path} holds no readable network. Make it with "npm run network -- init --config network.yaml", or give the right one with "--out".`,
    },
    { cause },
  );

/** @throws NetworkProblem NETWORK_UNREADABLE */
export function openNetworkFolder(path: string): NetworkFolder {
  try {
    const record = recordSchema.parse(readJson(join(path, "network.json")));
    const { qbft } = genesisSchema.parse(readJson(join(path, "genesis.json"))).config;
    const validators = new Map(record.checkpoint.validators.map(({ cityId, address: found }) => [cityId, found]));
    const founding = record.cities.map(({ id, slug, name }): NetworkNode => {
      const validator = validators.get(id);
      if (validator === undefined) throw new RangeError(`${slug} has no validator`);
      return nodeIn(cityFolder(path, slug), { cityId: id, citySlug: slug, slug, name, validator });
    });
    return {
      path,
      name: record.name,
      chainId: record.chainId,
      genesisHash: record.genesisHash,
      blockPeriodSeconds: qbft.xemptyblockperiodseconds ?? qbft.blockperiodseconds,
      requestTimeoutSeconds: qbft.requesttimeoutseconds,
      cityCount: founding.length,
      nodes: [...founding, ...founding.flatMap((city) => standbysOf(path, city))],
    };
  } catch (cause) {
    throw damaged(path, cause);
  }
}

/** `magog-2`, `magog-3`, as `standby` wrote them; one that it did not finish is left out. */
function standbysOf(path: string, city: NetworkNode): NetworkNode[] {
  const pattern = new RegExp(`^${city.slug}-([2-9])$`, "u");
  return readdirSync(join(path, "cities")).sort().flatMap((slug) => {
    const folder = cityFolder(path, slug);
    const order = pattern.exec(slug)?.[1];
    if (order === undefined || !existsSync(join(folder, "node.pub"))) return [];
    const publicKey = readFileSync(join(folder, "node.pub"), "utf8").trim();
    const validator = validatorOf(z.custom<Hex>((value) => isHex(value)).parse(publicKey));
    return [nodeIn(folder, { cityId: city.cityId, citySlug: city.slug, slug, name: `${city.name} (${order}ᵉ nœud)`, validator })];
  });
}

function nodeIn(folder: string, whose: Pick<NetworkNode, "cityId" | "citySlug" | "slug" | "name" | "validator">): NetworkNode {
  const options = readOptions(join(folder, "besu.toml"));
  return {
    ...whose,
    folder,
    host: String(options("p2p-host")),
    p2pPort: Number(options("p2p-port")),
    rpcUrl: `http://${String(options("rpc-http-host"))}:${String(options("rpc-http-port"))}`,
    rpcPort: Number(options("rpc-http-port")),
    isOurs: existsSync(join(folder, "node.key")),
  };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** Our own files have one `name=JSON` a line. */
function readOptions(path: string): (name: string) => unknown {
  const lines = readFileSync(path, "utf8").split("\n");
  return (name) => {
    const line = lines.find((one) => one.startsWith(`${name}=`));
    if (line === undefined) throw new RangeError(`${path} has no ${name}`);
    const value: unknown = JSON.parse(line.slice(name.length + 1));
    return value;
  };
}

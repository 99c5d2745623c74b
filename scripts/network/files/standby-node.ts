import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isHex } from "viem";
import { replaceFileDurably } from "../../demo/durable-files.ts";
import { freePort } from "../../demo/free-port.ts";
import { cityFolder, type NetworkFolder, type NetworkNode, openNetworkFolder } from "./network-folder.ts";
import { enodeOf, makeNodeKey } from "./node-keys.ts";

const SECRET = 0o600;
const READABLE = 0o644;
/** Copied as they are: they say the network, not the node. */
const SHARED_FILES = ["genesis.json", "network.json"] as const;

/**
 * A second node of a rehearsal city, with a new key and ports of its own: it follows the chain, and seals from the block
 * after the council's vote that puts its key in the place of the first. The first goes on until then.
 */
export async function prepareStandby(network: NetworkFolder, city: NetworkNode): Promise<NetworkNode> {
  const ofTheCity = network.nodes.filter(({ cityId }) => cityId === city.cityId);
  const slug = `${city.citySlug}-${ofTheCity.length + 1}`;
  const folder = cityFolder(network.path, slug);
  mkdirSync(join(folder, "data"), { recursive: true, mode: 0o700 });
  const read = (name: string): string => readFileSync(join(city.folder, name), "utf8");
  const write = (name: string, text: string, mode = READABLE): void => replaceFileDurably(join(folder, name), text, mode);
  const key = makeNodeKey();
  for (const name of SHARED_FILES) write(name, read(name));
  write("besu.toml", withPorts(read("besu.toml"), await freePort(), await freePort()));
  write("static-nodes.json", `${JSON.stringify(network.nodes.map(enodeOfNode), undefined, 2)}\n`);
  if (key.privateKey !== undefined) write("node.key", key.privateKey, SECRET);
  // Last: a folder without it is no node yet.
  write("node.pub", `${key.publicKey}\n`);
  const made = openNetworkFolder(network.path).nodes.find((node) => node.slug === slug);
  if (made === undefined) throw new RangeError(`${slug} was not written`);
  return made;
}

const withPorts = (toml: string, p2pPort: number, rpcPort: number): string =>
  toml.replace(/^p2p-port=.*$/mu, `p2p-port=${p2pPort}`).replace(/^rpc-http-port=.*$/mu, `rpc-http-port=${rpcPort}`);

function enodeOfNode({ folder, host, p2pPort }: NetworkNode): string {
  const publicKey = readFileSync(join(folder, "node.pub"), "utf8").trim();
  if (!isHex(publicKey)) throw new RangeError(`${folder} holds no public key`);
  return enodeOf(publicKey, host, p2pPort);
}

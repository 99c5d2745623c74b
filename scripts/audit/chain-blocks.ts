import type { Hex } from "viem";
import { AuditProblem } from "./audit-problem.ts";
import { type JsonRpc, memberOf } from "./json-rpc.ts";
import type { NetworkDescription } from "./network-description.ts";
import { hash, quantity } from "./read-values.ts";

export interface BlockFacts {
  readonly number: number;
  readonly hash: Hex;
  /** Seconds. */
  readonly timestamp: number;
}

const tag = (block: number): Hex => `0x${block.toString(16)}`;

function factsOf(answer: unknown, number: number): BlockFacts {
  if (answer === null || answer === undefined) {
    throw new AuditProblem({
      fr: `Le nœud n’a pas le bloc ${number}. Attendez qu’il soit à jour, ou demandez un bloc plus ancien.`,
      en: `The node does not have block ${number}. Wait until it has caught up, or ask for an earlier block.`,
    });
  }
  return {
    number: quantity(memberOf(answer, "number"), "number of a block"),
    hash: hash(memberOf(answer, "hash"), "hash of a block"),
    timestamp: quantity(memberOf(answer, "timestamp"), "time of a block"),
  };
}

/** @throws AuditProblem when the node lacks it */
export async function readBlock(rpc: JsonRpc, number: number): Promise<BlockFacts> {
  return factsOf(await rpc.ask("eth_getBlockByNumber", [tag(number), false]), number);
}

export async function readBlocks(rpc: JsonRpc, numbers: readonly number[]): Promise<BlockFacts[]> {
  const answers = await rpc.askAll(numbers.map((number) => ({ method: "eth_getBlockByNumber", params: [tag(number), false] })));
  return answers.map((answer, index) => factsOf(answer, numbers[index] ?? 0));
}

export async function readHead(rpc: JsonRpc): Promise<number> {
  return quantity(await rpc.ask("eth_blockNumber", []), "number of the last block");
}

/** @throws AuditProblem when the node serves another chain than the one described */
export async function checkChain(rpc: JsonRpc, network: NetworkDescription): Promise<void> {
  const chainId = quantity(await rpc.ask("eth_chainId", []), "chain id");
  if (chainId !== network.chainId) {
    throw new AuditProblem({
      fr: `Ce nœud suit la chaîne ${chainId}, et le réseau décrit est la chaîne ${network.chainId}. Donnez un nœud de ce réseau avec --rpc.`,
      en: `This node follows chain ${chainId}, and the network described is chain ${network.chainId}. Give a node of that network with --rpc.`,
    });
  }
  const genesis = await readBlock(rpc, 0);
  if (genesis.hash !== network.genesisHash) {
    throw new AuditProblem({
      fr: `Ce nœud a le bon numéro de chaîne, mais un autre bloc de départ (${genesis.hash}). C’est un autre réseau, ou un réseau remis à zéro.`,
      en: `This node has the right chain id, but another genesis block (${genesis.hash}). It is another network, or one that was reset.`,
    });
  }
}

/** The first block at or after an instant (seconds), one past `head` when there is none. */
export async function firstBlockAt(rpc: JsonRpc, seconds: number, head: number): Promise<number> {
  let [low, high] = [0, head + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await readBlock(rpc, middle)).timestamp < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { Logger } from "../logging/logger.ts";
import type { Chain } from "./chain.ts";
import { p256TestVector } from "./p256-test-vector.ts";

/** The node serves another network than the one this city is configured for (D13). */
export class NetworkMismatchError extends Error {
  constructor(what: "chain id" | "genesis hash" | "contract code", expected: string, found: string) {
    super(`The node's ${what} is ${found}, this city's is ${expected}.`);
    this.name = "NetworkMismatchError";
  }
}

/**
 * Refuses to go on with a node of another network. Says so, without refusing, when P-256 is not a precompile there:
 * signatures are then checked all the same, dearer [W5].
 */
export async function checkNetwork(chain: Chain, logger: Logger): Promise<void> {
  const chainId = await chain.client.getChainId();
  if (chainId !== chain.chainId) throw new NetworkMismatchError("chain id", String(chain.chainId), String(chainId));
  const genesis = await chain.client.getBlock({ blockNumber: 0n });
  if (genesis.hash !== chain.genesisHash) {
    throw new NetworkMismatchError("genesis hash", chain.genesisHash, String(genesis.hash));
  }
  for (const [name, address] of Object.entries(chain.contracts)) {
    const code = await chain.client.getCode({ address });
    if (code === undefined || code === "0x") throw new NetworkMismatchError("contract code", name, "none");
  }
  if (!(await hasP256Precompile(chain))) logger.warn("the node has no P-256 precompile: signatures cost more to check");
}

async function hasP256Precompile(chain: Chain): Promise<boolean> {
  const { data } = await chain.client.call({
    to: "0x0000000000000000000000000000000000000100",
    data: p256TestVector,
    gasPrice: 0n,
  });
  return data !== undefined && BigInt(data) === 1n;
}

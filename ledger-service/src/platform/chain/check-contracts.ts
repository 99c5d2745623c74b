import type { Logger } from "../logging/logger.ts";
import type { Chain } from "./chain.ts";
import { NetworkMismatchError } from "./node-problem.ts";
import { p256TestVector } from "./p256-test-vector.ts";

/**
 * Refuses to go on where this city's contracts are not: the deployment that it was given is of another ledger. Says so,
 * without refusing, when P-256 is not a precompile there: signatures are then checked all the same, dearer [W5].
 * @throws NetworkMismatchError
 */
export async function checkContracts(chain: Chain, logger: Logger): Promise<void> {
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

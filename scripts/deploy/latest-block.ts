import { BlockNotFoundError, type GetBlockReturnType, type PublicClient } from "viem";

const TRIES_MAX = 10;
const PAUSE_MS = 100;

/** A node may say that it has no latest block in the instant in which it changes: it is asked again. */
export async function latestBlock(reader: Pick<PublicClient, "getBlock">): Promise<GetBlockReturnType> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await reader.getBlock();
    } catch (error) {
      if (!(error instanceof BlockNotFoundError) || tries === TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

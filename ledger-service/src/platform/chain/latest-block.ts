import { BlockNotFoundError, type GetBlockReturnType, type PublicClient } from "viem";

const triesMax = 10;
const pauseMs = 50;

/** In the instant in which the latest block changes, a node may answer that there is none: it is asked again. */
export async function latestBlock(client: Pick<PublicClient, "getBlock">): Promise<GetBlockReturnType> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await client.getBlock();
    } catch (error) {
      if (!(error instanceof BlockNotFoundError) || tries === triesMax) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

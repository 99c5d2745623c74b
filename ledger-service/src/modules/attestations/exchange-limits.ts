import type { Chain } from "../../platform/chain/chain.ts";

/** The council's bounds on exchanges [A12]. */
export interface ExchangeLimits {
  readonly pointsPerMinuteMax: number;
  readonly pairPointsMax: bigint;
  readonly newPartnersMax: number;
}

export type ExchangeLimitsReader = () => Promise<ExchangeLimits>;

/** Reads the council's present parameters from the ledger. */
export function createExchangeLimitsReader(chain: Pick<Chain, "client" | "contract">): ExchangeLimitsReader {
  const contract = chain.contract("serviceExchanges");
  return async () => {
    const { pointsPerMinuteMax, pairPointsMax, newPartnersMax } = await chain.client.readContract({ ...contract, functionName: "parameters" });
    return { pointsPerMinuteMax, pairPointsMax: BigInt(pairPointsMax), newPartnersMax };
  };
}

import { createPublicClient, fallback, http, type PublicClient } from "viem";
import type { ChainConfiguration } from "../environment/city-configuration.ts";
import type { Chain } from "./chain.ts";
import { contractAbis } from "./contract-abis.ts";
import { SignerKind } from "./generated/enums.ts";

const requestTimeoutMs = 5_000;

/** Reads of the ledger through this city's node, or the next one listed when it does not answer. */
export function createChain(configuration: ChainConfiguration): Chain {
  const client: PublicClient = createPublicClient({
    transport: fallback(
      configuration.rpcUrls.map((url) => http(url, { timeout: requestTimeoutMs, retryCount: 1 })),
      { retryCount: 0 },
    ),
    cacheTime: 0,
    pollingInterval: configuration.pollingMs,
  });
  const { accounts } = configuration.contracts;

  return {
    client,
    chainId: configuration.chainId,
    genesisHash: configuration.genesisHash,
    contracts: configuration.contracts,
    verifiers: configuration.verifiers,
    deploymentBlock: BigInt(configuration.deploymentBlock),
    contract: (name) => ({ address: configuration.contracts[name], abi: contractAbis[name] }),
    async verifyAccount(account, digest, signed) {
      const kind = await client.readContract({
        address: accounts,
        abi: contractAbis.accounts,
        functionName: "verify",
        args: [account, digest, signed],
      });
      return signerKindOf(kind);
    },
    verifySigner: (digest, signed) =>
      client.readContract({
        address: accounts,
        abi: contractAbis.accounts,
        functionName: "verifySigner",
        args: [digest, signed],
      }),
  };
}

/** A kind this build does not know counts as no key at all. */
function signerKindOf(value: number): SignerKind {
  return Object.values(SignerKind).find((kind) => kind === value) ?? SignerKind.NONE;
}

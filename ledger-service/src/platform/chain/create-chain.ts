import { createPublicClient, type PublicClient, type Transport } from "viem";
import type { ChainConfiguration } from "../environment/city-configuration.ts";
import type { Chain } from "./chain.ts";
import { contractAbis } from "./contract-abis.ts";
import { SignerKind } from "./generated/enums.ts";
import { createNodeList, type NodeList } from "./node-list.ts";

/** The nodes that a configuration lists. */
export function nodeListOf({ rpcUrls, chainId, genesisHash, isEmbedded }: ChainConfiguration): NodeList {
  return createNodeList({ rpcUrls, network: { chainId, genesisHash }, isFinal: !isEmbedded });
}

/** Reads of the ledger through the best node of the list, or the next one when it does not answer. */
export function createChain(configuration: ChainConfiguration, nodes: NodeList = nodeListOf(configuration)): Chain {
  const chainOver = (transport: Transport): Chain => ({
    ...readingsOf(configuration, clientOf(transport, configuration.pollingMs)),
    onOneNode: () => chainOver(nodes.oneNode()),
  });
  return chainOver(nodes.transport);
}

function clientOf(transport: Transport, pollingMs: number): PublicClient {
  return createPublicClient({ transport, cacheTime: 0, pollingInterval: pollingMs });
}

function readingsOf(configuration: ChainConfiguration, client: PublicClient): Omit<Chain, "onOneNode"> {
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

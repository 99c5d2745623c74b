import { readNetworkFile, type NetworkFile } from "maille-verify/network-file";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { addressSchema } from "../../kernel/hex.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { CityIdentity } from "../../platform/environment/city-configuration.ts";
import { readValidatorsAt } from "./validators-proof.ts";

export interface NetworkParts {
  readonly chain: Chain;
  readonly cities: readonly CityIdentity[];
  /** The embedded chain has no seals. */
  readonly isEmbedded: boolean;
  readonly called: { readonly name: string; readonly isTrial: boolean };
  readonly closeSigner: { readonly cityId: number; readonly address: Address };
  /** Another city's directory content, its signature checked. @throws Problem when it cannot be had */
  readonly directoryContentOf: (cityId: number) => Promise<unknown>;
}

/** What a city's directory says of the keys that sign its daily closes. */
const closeSignersSchema = z.object({ closeSigners: z.array(addressSchema).max(8) });

/** The public description of the network: what a verifier and an auditor trust. */
export interface NetworkDescription {
  read(): Promise<NetworkFile>;
}

/**
 * Built from the configuration (names, contracts), the ledger (genesis, its validators) and the cities' signed
 * directories (who signs closes). A city that does not answer keeps the signers last known of it.
 */
export function describeNetwork(parts: NetworkParts): NetworkDescription {
  const signers = new Map<number, readonly Hex[]>([[parts.closeSigner.cityId, [parts.closeSigner.address]]]);
  let checkpoint: NetworkFile["checkpoint"] | undefined;

  async function learnSigners(cityId: number): Promise<void> {
    if (cityId === parts.closeSigner.cityId) return;
    try {
      const content = closeSignersSchema.safeParse(await parts.directoryContentOf(cityId));
      if (content.success) signers.set(cityId, content.data.closeSigners);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }

  return {
    async read() {
      await Promise.all(parts.cities.map(({ id }) => learnSigners(id)));
      checkpoint ??= await readCheckpoint(parts);
      return readNetworkFile(networkOf(parts, checkpoint, signers));
    },
  };
}

/** The genesis. Only a chain that cities seal has validators there. */
async function readCheckpoint({ chain, isEmbedded }: NetworkParts): Promise<NetworkFile["checkpoint"]> {
  const validators = isEmbedded ? [] : await readValidatorsAt(chain, chain.contracts.consortium, 0n);
  return { blockNumber: 0, blockHash: chain.genesisHash, validators };
}

function networkOf(
  { chain, cities, isEmbedded, called }: NetworkParts,
  checkpoint: NetworkFile["checkpoint"],
  signers: ReadonlyMap<number, readonly Hex[]>,
): NetworkFile {
  const { cityPasskey, device } = chain.verifiers;
  return {
    format: "maille-network/1",
    name: called.name,
    chainId: chain.chainId,
    genesisHash: chain.genesisHash,
    consensus: isEmbedded ? "none" : "qbft",
    consortium: chain.contracts.consortium,
    checkpoint,
    cities: cities.map(({ id, slug, name }) => ({ id, slug, name, closeSigners: signers.get(id) ?? [] })),
    contracts: { ...chain.contracts, cityPasskeyVerifier: cityPasskey, deviceKeyVerifier: device },
    deploymentBlock: Number(chain.deploymentBlock),
    isTrial: called.isTrial,
  };
}

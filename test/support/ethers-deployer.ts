import { getCreateAddress, Interface, type Signer } from "ethers";
import type { Abi, Address, Hex } from "viem";
import { type Deployer, type ResolvedArgument, TransactionFailed } from "../../scripts/deploy/deployer.ts";
import { ethers } from "./chain.ts";

/** Under Osaka's cap of a transaction (EIP-7825). */
const GAS_LIMIT = 16_000_000;

const hex = (text: string): Hex => `0x${text.slice(2)}`;
const interfaceOf = (abi: Abi): Interface => new Interface(JSON.stringify(abi));
const listOf = (args: readonly ResolvedArgument[]): unknown[] => [...args];

/** The plan's deployer over the in-process chain, which seals each transaction as it comes. */
export async function ethersDeployer(signer: Signer, provider = ethers.provider): Promise<Deployer> {
  const address: Address = hex(await signer.getAddress());

  const submit = async (what: string, nonce: number, data: string, to?: string): Promise<void> => {
    const sent = await signer.sendTransaction({ data, nonce, gasLimit: GAS_LIMIT, ...(to && { to }) });
    const receipt = await sent.wait();
    if (receipt?.status !== 1) throw new TransactionFailed(what, nonce);
  };

  return {
    address,
    predict: (nonce) => hex(getCreateAddress({ from: address, nonce })),
    nonce: () => provider.getTransactionCount(address),
    async deploy({ abi, bytecode, contractName }, args, nonce) {
      const encoded = interfaceOf(abi).encodeDeploy(listOf(args));
      await submit(contractName, nonce, bytecode + encoded.slice(2));
    },
    async send({ to, abi, fn, args }, nonce) {
      await submit(fn, nonce, interfaceOf(abi).encodeFunctionData(fn, listOf(args)), to);
    },
    settled: () => Promise.resolve(),
    async read({ to, abi, fn, args }) {
      const face = interfaceOf(abi);
      const answer = await provider.call({ to, data: face.encodeFunctionData(fn, listOf(args)) });
      const values = face.decodeFunctionResult(fn, answer).toArray();
      return values.length === 1 ? values[0] : values;
    },
    hasCode: async (of) => (await provider.getCode(of)) !== "0x",
    async network() {
      const [{ chainId }, genesis, blockNumber] = await Promise.all([
        provider.getNetwork(),
        provider.getBlock(0),
        provider.getBlockNumber(),
      ]);
      return { chainId: Number(chainId), genesisHash: hex(genesis?.hash ?? "0x"), blockNumber };
    },
  };
}

import {
  type Abi,
  type Account,
  type Address,
  type Chain,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  type PublicClient,
  size,
  type Transport,
  type WalletClient,
} from "viem";
import { type Deployer, TransactionFailed } from "./deployer.ts";
import { latestBlock } from "./latest-block.ts";

/** Osaka refuses a transaction above this (EIP-7825). */
const TRANSACTION_GAS_MAX = 16_777_216n;
/** The dearest call of the plan is the table of clearing periods. */
const CALL_GAS = 600_000n;
const RECEIPT_TIMEOUT_MILLISECONDS = 60_000;

interface SentTransaction {
  readonly what: string;
  readonly nonce: number;
  readonly hash: Hex;
  readonly gas: bigint;
}

export interface ViemDeployerOptions {
  readonly wallet: WalletClient<Transport, Chain, Account>;
  readonly reader: PublicClient;
}

/**
 * Enough for any contract of ours, without asking the node to simulate against contracts that do not exist yet: 200 gas
 * a byte of code kept, 16 a byte of input, the base cost, and room for what a constructor does, most of all with a list
 * that it is given: a founding member takes 128 bytes, and about 300,000 gas to write down.
 */
const deploymentGas = (bytecode: Hex, data: Hex): bigint => {
  const argumentBytes = BigInt(size(data) - size(bytecode));
  const gas = BigInt(size(data)) * 220n + argumentBytes * 2_500n + 1_000_000n;
  return gas < TRANSACTION_GAS_MAX ? gas : TRANSACTION_GAS_MAX;
};

/**
 * A deployer over viem: legacy transactions at gas price zero, as many in flight as fit one block. More would be
 * unsafe: a node that leaves one out of a full block and tries the next finds its nonce too high, and may drop it.
 */
export function viemDeployer({ wallet, reader }: ViemDeployerOptions): Deployer {
  const { address } = wallet.account;
  const sent: SentTransaction[] = [];

  const receipts = async (): Promise<void> => {
    for (const { what, nonce, hash } of sent.splice(0)) {
      const { status } = await reader.waitForTransactionReceipt({ hash, timeout: RECEIPT_TIMEOUT_MILLISECONDS });
      if (status !== "success") throw new TransactionFailed(what, nonce);
    }
  };

  const submit = async (what: string, nonce: number, data: Hex, gas: bigint, to?: Address): Promise<void> => {
    const inFlight = sent.reduce((total, transaction) => total + transaction.gas, 0n);
    const gasLimit = (await latestBlock(reader)).gasLimit;
    if (inFlight + gas > gasLimit) await receipts();
    const hash = await wallet.sendTransaction({ data, gas, gasPrice: 0n, nonce, type: "legacy", ...(to && { to }) });
    sent.push({ what, nonce, hash, gas });
  };

  return {
    address,
    predict: (nonce) => getContractAddress({ from: address, nonce: BigInt(nonce) }),
    nonce: () => reader.getTransactionCount({ address, blockTag: "pending" }),
    async deploy({ abi, bytecode, contractName }, args, nonce) {
      const data = encodeDeployData({ abi, bytecode, args: [...args] });
      await submit(contractName, nonce, data, deploymentGas(bytecode, data));
    },
    async send({ to, abi, fn, args }, nonce) {
      await submit(fn, nonce, encodeFunctionData({ abi: abi satisfies Abi, functionName: fn, args: [...args] }), CALL_GAS, to);
    },
    async settled() {
      await receipts();
      // What an earlier run left pending has no hash here; the count says when the chain has it.
      const all = await reader.getTransactionCount({ address, blockTag: "pending" });
      while ((await reader.getTransactionCount({ address, blockTag: "latest" })) < all) {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    read: ({ to, abi, fn, args }) => reader.readContract({ address: to, abi, functionName: fn, args: [...args] }),
    async hasCode(of) {
      return (await reader.getCode({ address: of })) !== undefined;
    },
    async network() {
      const [chainId, genesis, blockNumber] = await Promise.all([
        reader.getChainId(),
        reader.getBlock({ blockNumber: 0n }),
        reader.getBlockNumber({ cacheTime: 0 }),
      ]);
      return { chainId, genesisHash: genesis.hash, blockNumber: Number(blockNumber) };
    },
  };
}

import {
  BaseError,
  type Abi,
  type Address,
  createPublicClient,
  decodeErrorResult,
  encodeFunctionData,
  type Hex,
  http,
  isHex,
  type LocalAccount,
  type PublicClient,
} from "viem";
import { contractAbis } from "../../../ledger-service/src/platform/chain/contract-abis.ts";
import type { DeployedContracts } from "../../deploy/deployed-contracts.ts";
import type { Seeding } from "../evm-node/start-evm-node.ts";

type SeededContract = keyof typeof contractAbis & keyof DeployedContracts["addresses"];

interface SentCall {
  readonly label: string;
  readonly hash: Hex;
  readonly to: Address;
  readonly data: Hex;
  readonly abi: Abi;
}

/** A call of the cast that the ledger refused: the cast and the contracts' rules disagree. */
export class CastRefused extends Error {
  constructor(label: string, reason: string) {
    super(`the ledger refused ${label}: ${reason}`);
    this.name = "CastRefused";
  }
}

/** Writes the cast's past into the ledger: calls wait until their block is sealed at its time. */
export interface CastChain {
  readonly reader: PublicClient;
  call(label: string, contract: SeededContract, functionName: string, args: readonly unknown[], gas?: bigint): Promise<void>;
  /** When the calls that follow happen, seconds: a block that fills up is sealed at this time. */
  setTime(timestamp: number): void;
  /** Waits until an act planned for that time may be sent. Returns when it really is, in seconds. */
  reach(timestamp: number): Promise<number>;
  /** Seals what waits into a block of that time (seconds). @throws CastRefused */
  sealAt(timestamp: number): Promise<void>;
}

const CALL_GAS = 3_000_000n;
/** What waits must fit one block: a call left out of a full one would be lost with all that follow it. */
const BLOCK_GAS = 55_000_000n;

export const openCastChain = async (parts: {
  rpcUrl: string;
  network: DeployedContracts;
  sender: LocalAccount;
  seeding: Seeding;
}): Promise<CastChain> => {
  const { network, sender, seeding } = parts;
  const reader = createPublicClient({ transport: http(parts.rpcUrl), cacheTime: 0 });
  let nonce = await reader.getTransactionCount({ address: sender.address, blockTag: "pending" });
  let waiting: SentCall[] = [];
  let waitingGas = 0n;
  let time = 0;
  const seal = async (timestamp: number): Promise<void> => {
    if (waiting.length === 0) return;
    await seeding.sealAt(timestamp);
    const sealed = waiting;
    waiting = [];
    waitingGas = 0n;
    for (const sent of sealed) {
      const receipt = await reader.getTransactionReceipt({ hash: sent.hash });
      if (receipt.status !== "success") throw new CastRefused(sent.label, await reasonOf(reader, sent));
    }
  };
  return {
    reader,
    async call(label, contract, functionName, args, gas = CALL_GAS) {
      if (waitingGas + gas > BLOCK_GAS) await seal(time);
      const abi: Abi = contractAbis[contract];
      const to = network.addresses[contract];
      const data = encodeFunctionData({ abi, functionName, args: [...args] });
      const serialized = await sender.signTransaction({
        chainId: network.chainId,
        type: "legacy",
        nonce,
        gas,
        gasPrice: 0n,
        to,
        data,
      });
      nonce += 1;
      waitingGas += gas;
      waiting.push({ label, to, data, abi, hash: await reader.sendRawTransaction({ serializedTransaction: serialized }) });
    },
    setTime(timestamp) {
      time = timestamp;
    },
    reach: seeding.reach,
    sealAt: seal,
  };
};

const reasonOf = async (reader: PublicClient, { to, data, abi }: SentCall): Promise<string> => {
  try {
    await reader.call({ to, data });
    return "out of gas";
  } catch (error) {
    try {
      const { errorName, args } = decodeErrorResult({ abi, data: revertDataOf(error) });
      return `${errorName} ${JSON.stringify(args, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value))}`;
    } catch {
      return error instanceof Error ? error.message.slice(0, 400) : "unknown";
    }
  }
};

/** Nodes put what a call reverted with into the error's data, or into its message. */
const revertDataOf = (error: unknown): Hex => {
  const holder = error instanceof BaseError ? error.walk((one) => typeof one === "object" && one !== null && "data" in one && isHex(one.data)) : null;
  if (holder !== null && "data" in holder && isHex(holder.data)) return holder.data;
  const found = /0x[0-9a-f]{8,}/u.exec(error instanceof Error ? error.message : "");
  return `0x${(found?.[0] ?? "0x").slice(2)}`;
};

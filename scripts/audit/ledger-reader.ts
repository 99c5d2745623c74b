import { type Abi, type Address, type ContractFunctionArgs, type ContractFunctionName, type ContractFunctionReturnType, decodeFunctionResult, encodeFunctionData } from "viem";
import { AuditProblem } from "./audit-problem.ts";
import type { BlockFacts } from "./chain-blocks.ts";
import { contractAbis } from "./generated/contract-abis.ts";
import { type JsonRpc, RpcRefused } from "./json-rpc.ts";
import type { ContractAbis, ContractName } from "./ledger-event.ts";
import { hex } from "./read-values.ts";

type ReadName<C extends ContractName> = ContractFunctionName<ContractAbis[C], "view" | "pure">;
type ReadArgs<C extends ContractName, F extends ReadName<C>> = ContractFunctionArgs<ContractAbis[C], "view" | "pure", F>;
type ReadResult<C extends ContractName, F extends ReadName<C>> = ContractFunctionReturnType<ContractAbis[C], "view" | "pure", F>;

/** Asks the contracts themselves, always at the last block of the audit. */
export interface LedgerReader {
  /** Of that block, in seconds. */
  readonly timestamp: number;
  has(contract: ContractName): boolean;
  /** One answer a list of arguments, in their order. @throws AuditProblem when the node no longer has that block's state */
  readAll<C extends ContractName, F extends ReadName<C>>(contract: C, name: F, calls: readonly ReadArgs<C, F>[]): Promise<ReadResult<C, F>[]>;
}

/** At most so many answers are held before they are decoded. */
const GROUP = 2_000;

export function ledgerReader(rpc: JsonRpc, contracts: ReadonlyMap<ContractName, Address>, block: BlockFacts): LedgerReader {
  const { number: blockNumber, timestamp } = block;
  const tag = `0x${blockNumber.toString(16)}`;
  async function call(to: Address, datas: readonly string[]): Promise<unknown[]> {
    try {
      return await rpc.askAll(datas.map((data) => ({ method: "eth_call", params: [{ to, data }, tag] })));
    } catch (cause) {
      if (cause instanceof RpcRefused) throw stateGone(blockNumber, cause);
      throw cause;
    }
  }
  return {
    timestamp,
    has: (contract) => contracts.has(contract),
    async readAll(contract, name, calls) {
      const to = contracts.get(contract);
      if (to === undefined) throw new Error(`the network has no ${contract}`);
      const abi: Abi = contractAbis[contract];
      const functionName: string = name;
      const results: unknown[] = [];
      for (let from = 0; from < calls.length; from += GROUP) {
        const datas = calls.slice(from, from + GROUP).map((args) => encodeFunctionData({ abi, functionName, args: [...(args as readonly unknown[])] }));
        for (const answer of await call(to, datas)) results.push(decoded(abi, contract, functionName, hex(answer, `${contract}.${functionName}`)));
      }
      return results as ReadResult<typeof contract, typeof name>[]; // decoded by the very ABI that types them
    },
  };
}

function decoded(abi: Abi, contract: ContractName, functionName: string, data: `0x${string}`): unknown {
  try {
    return decodeFunctionResult({ abi, functionName, data });
  } catch (cause) {
    throw new AuditProblem({
      fr: `Le contrat « ${contract} » ne répond pas comme prévu. Vérifiez que le network.json est celui de ce réseau.`,
      en: `The contract "${contract}" does not answer ${functionName} as it should. Check that network.json is that of this network.`,
    }, { cause });
  }
}

const stateGone = (block: number, cause: RpcRefused): AuditProblem => new AuditProblem({
  fr: `Le nœud ne donne plus l’état du bloc ${block} (${cause.message}). Prenez un nœud qui garde l’historique, ou finissez l’audit à un bloc récent avec --to.`,
  en: `The node no longer gives the state of block ${block} (${cause.message}). Use a node that keeps history, or end the audit at a recent block with --to.`,
}, { cause });

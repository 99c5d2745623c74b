import { BaseError, decodeErrorResult, HttpRequestError, TimeoutError, WebSocketRequestError, type Abi, type Hex } from "viem";
import { isHexBytes } from "../../kernel/hex.ts";
import { Problem, type ContractErrorProblems, type ProblemValues } from "../../kernel/problem.ts";
import { commonProblems } from "../http/common.problems.ts";
import { contractAbis } from "./contract-abis.ts";
import { NoNodeError, type NoNodeReason } from "./node-problem.ts";

export interface ContractRevert {
  readonly name: string;
  readonly args: ProblemValues;
}

/** Every error of every contract: a revert may come from a contract that the called one called. */
const errorAbi: Abi = Object.values(contractAbis).flatMap((abi: Abi) => abi.filter((item) => item.type === "error"));

/** @returns undefined unless the data is one of our contracts' errors */
export function decodeRevert(data: Hex): ContractRevert | undefined {
  try {
    const decoded = decodeErrorResult({ abi: errorAbi, data });
    const inputs = "inputs" in decoded.abiItem ? decoded.abiItem.inputs : [];
    const values: readonly unknown[] = decoded.args ?? [];
    const args = Object.fromEntries(inputs.map((input, index) => [input.name ?? String(index), plainValue(values[index])]));
    return { name: decoded.errorName, args };
  } catch {
    // Not an error of ours (a selector we do not publish): the caller says so in one sentence.
    return undefined;
  }
}

/** The revert data somewhere in what a client threw. */
export function revertDataOf(error: unknown): Hex | undefined {
  if (!(error instanceof BaseError)) return undefined;
  let found: Hex | undefined;
  error.walk((cause) => {
    const data = dataOf(cause);
    if (data !== undefined) found ??= data;
    return false;
  });
  return found;
}

export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const cause = error.walk(
    (item) => item instanceof NoNodeError || item instanceof HttpRequestError || item instanceof TimeoutError || item instanceof WebSocketRequestError,
  );
  return cause !== null;
}

/** Whether `problemOfChainError` has something to say; any other error is a fault of this service, to be seen as such. */
export function isChainFailure(error: unknown): boolean {
  return error instanceof Problem || error instanceof BaseError;
}

/** What a chain call's failure says to a person: contract error → problem code → sentence. */
export type ProblemOfChainError = (error: unknown) => Problem;

/** `byContractError` gathers what each noun's `*.problems.ts` exports. Fails closed [S14]. */
export function problemOfChainError(byContractError: ContractErrorProblems): ProblemOfChainError {
  return (error) => {
    if (error instanceof Problem) return error;
    const data = revertDataOf(error);
    if (data !== undefined) {
      const revert = decodeRevert(data);
      const make = revert === undefined ? undefined : byContractError[revert.name];
      if (revert !== undefined && make !== undefined) return make(revert.args);
      return commonProblems.of("ledger-refused");
    }
    if (!isUnreachable(error) && isRevert(error)) return commonProblems.of("ledger-refused");
    return ledgerAwayProblem(error) ?? commonProblems.of("ledger-unreachable");
  };
}

const noNodeProblems = {
  NONE_ANSWERS: "ledger-unreachable",
  ALL_BEHIND: "ledger-behind",
  OTHER_NETWORK: "ledger-other-network",
} as const;

/** What to say of an error that means that the ledger cannot be asked, wherever it was thrown; undefined for any other. */
export function ledgerAwayProblem(error: unknown): Problem | undefined {
  if (!isUnreachable(error)) return undefined;
  const noNode = noNodeReasonOf(error);
  return commonProblems.of(noNode === undefined ? "ledger-unreachable" : noNodeProblems[noNode]);
}

const awayCodes: ReadonlySet<string> = new Set(Object.values(noNodeProblems));

/** The ledger said neither yes nor no: what was to be done waits. */
export function isLedgerAway(problem: Problem): boolean {
  return awayCodes.has(problem.code);
}

function noNodeReasonOf(error: unknown): NoNodeReason | undefined {
  const found = error instanceof BaseError ? error.walk((cause) => cause instanceof NoNodeError) : null;
  return found instanceof NoNodeError ? found.reason : undefined;
}

function isRevert(error: unknown): boolean {
  return error instanceof BaseError && error.walk((item) => item instanceof Error && /revert/i.test(item.message)) !== null;
}

function dataOf(cause: unknown): Hex | undefined {
  if (cause === null || typeof cause !== "object" || !("data" in cause)) return undefined;
  const { data } = cause;
  if (isHexBytes(data) && data.length >= 10) return data;
  return data === cause ? undefined : dataOf(data);
}

function plainValue(value: unknown): string | number {
  return typeof value === "number" ? value : String(value);
}

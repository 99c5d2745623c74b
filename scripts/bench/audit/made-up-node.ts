import { createServer, type IncomingMessage } from "node:http";
import { type Abi, decodeFunctionData, encodeFunctionResult, type Hex } from "viem";
import { contractAbis } from "../../audit/generated/contract-abis.ts";
import { memberOf } from "../../audit/json-rpc.ts";
import type { ContractName } from "../../audit/ledger-event.ts";
import { blockHash } from "./log-words.ts";
import { type Foundation, LINE_POINTS, LINES_A_SHEET, type MadeUpLedger, accountOf } from "./made-up-ledger.ts";

/** Asks the chain on which the made-up blocks stand. */
export type AskChain = (method: string, params: readonly unknown[]) => Promise<unknown>;

export interface MadeUpNode {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A node's door to a real deployment followed by made-up blocks. What the contracts would answer of the made-up part is
 * computed; all else is asked of the real chain.
 */
export async function serveMadeUp(foundation: Foundation, ledger: MadeUpLedger, ask: AskChain): Promise<MadeUpNode> {
  const answers = answersOf(foundation, ledger, ask);
  const server = createServer((request, response) => {
    void (async () => {
      const body: unknown = JSON.parse(await textOf(request));
      const text = Array.isArray(body) ? `[${(await Promise.all(body.map(answers))).join(",")}]` : await answers(body);
      response.writeHead(200, { "content-type": "application/json" }).end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the node has no port");
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function answersOf(foundation: Foundation, ledger: MadeUpLedger, ask: AskChain): (question: unknown) => Promise<string> {
  const resultOf = async (method: unknown, params: readonly unknown[]): Promise<string> => {
    if (method === "eth_blockNumber") return `"0x${ledger.lastBlock.toString(16)}"`;
    if (method === "eth_getLogs") return logsText(params[0]);
    if (method === "eth_getBlockByNumber" && Number(params[0]) > foundation.lastBlock) {
      const block = Number(params[0]);
      return JSON.stringify({ number: params[0], hash: blockHash(block), timestamp: `0x${ledger.timestampOf(block).toString(16)}` });
    }
    if (method === "eth_call") return JSON.stringify(await callResult(foundation, ledger, ask, params[0]));
    return JSON.stringify(await ask(String(method), params));
  };
  async function logsText(filter: unknown): Promise<string> {
    const [from, to] = [Number(memberOf(filter, "fromBlock")), Number(memberOf(filter, "toBlock"))];
    const logs: string[] = [];
    if (from <= foundation.lastBlock) {
      const known = await ask("eth_getLogs", [{ address: memberOf(filter, "address"), fromBlock: memberOf(filter, "fromBlock"), toBlock: `0x${Math.min(to, foundation.lastBlock).toString(16)}` }]);
      if (Array.isArray(known)) logs.push(...known.map((log: unknown) => JSON.stringify(log)));
    }
    for (let block = Math.max(from, foundation.lastBlock + 1); block <= to; block += 1) logs.push(...ledger.logsOf(block));
    return `[${logs.join(",")}]`;
  }
  return async (question) => {
    const params = memberOf(question, "params");
    const result = await resultOf(memberOf(question, "method"), Array.isArray(params) ? params : []);
    return `{"jsonrpc":"2.0","id":${JSON.stringify(memberOf(question, "id"))},"result":${result}}`;
  };
}

/** The real answer, or what it would be after the made-up blocks. */
async function callResult(foundation: Foundation, ledger: MadeUpLedger, ask: AskChain, call: unknown): Promise<unknown> {
  const [to, data] = [String(memberOf(call, "to")).toLowerCase(), String(memberOf(call, "data"))];
  const real = () => ask("eth_call", [call, "latest"]);
  const contract = (Object.keys(foundation.addresses) as ContractName[]).find((name) => foundation.addresses[name].toLowerCase() === to);
  if (contract === undefined) return real();
  const abi: Abi = contractAbis[contract];
  const { functionName, args = [] } = decodeFunctionData({ abi, data: `0x${data.slice(2)}` });
  const changed = changedResult(foundation, ledger, functionName, args);
  return changed === undefined ? real() : encodeFunctionResult({ abi, functionName, result: changed });
}

function changedResult({ programmeId }: Foundation, { state }: MadeUpLedger, functionName: string, args: readonly unknown[]): unknown {
  const [first, second] = [String(args[0]), String(args[1])];
  const hex = (text: string): Hex => `0x${text.slice(2).toLowerCase()}`;
  const made: Record<string, () => unknown> = {
    balanceOf: () => state.balanceOf(hex(first)),
    totals: () => (first === "1" ? { issuedPoints: state.issued, redeemedPoints: state.redeemed, returnedPoints: 0n } : undefined),
    obligation: () => ({ recordedPoints: state.obligation, reversedPoints: 0n }),
    netPosition: () => (first === "1" ? -state.obligation : first === "2" ? state.obligation : 0n),
    allotment: () => ({ allottedPoints: 2n ** 100n, usedPoints: state.issued, revision: 1 }),
    weeklyUse: () => (second.toLowerCase().startsWith("0xacc0") ? [LINE_POINTS, 60] : undefined),
    programme: () => (first === programmeId ? programmeState(state.issued) : undefined),
    sheet: () => ({ ...emptySheet, status: 2, issuedPoints: LINE_POINTS * BigInt(LINES_A_SHEET), closedLineCount: LINES_A_SHEET }),
    charge: () => ({ status: 1, settledAt: 0n, account: accountOf(0), merchant: accountOf(0), terminal: zero, points: 1n, refundedPoints: 0n }),
  };
  return made[functionName]?.();
}

const zero: Hex = `0x${"00".repeat(32)}`;
const emptySheet = {
  cityId: 1, filedAt: 0n, windowEndsAt: 0n, institution: accountOf(0), programmeId: zero, activityId: zero, weekIndex: 0, part: 0,
  lineCount: LINES_A_SHEET, totalQuantity: 0n, postedQuantity: 0n, disputedLineCount: 0, reservedPoints: 0n, linesRoot: zero, attestationUid: zero,
};

/** As `audit-rate.ts` opened it on the real chain, with what was issued since. */
const programmeState = (issuedPoints: bigint) => ({
  cityId: 1, unit: 1, status: 1, revision: 0, rate: { points: 100, quantity: 60 }, budgetPoints: 2n ** 100n, reservedPoints: 0n, issuedPoints,
  weeklyCeilingPoints: 500n, startsAt: 0n, endsAt: 0n, pendingSeconds: 60, resolution: { year: 2026, number: 100, documentHash: zero },
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

import { createTransport, HttpRequestError, RpcRequestError, TimeoutError, type Transport } from "viem";
import { NoNodeError } from "./node-problem.ts";
import { createNodeRoster, type NodeRoster, type NodeRosterOptions } from "./node-roster.ts";
import type { Roll } from "./pick-node.ts";

/** The nodes this city may ask, in order of preference. */
export interface NodeList extends Pick<NodeRoster, "look" | "roll" | "looks" | "views" | "mustReach"> {
  /** Each request goes to the best node, or to the next one when it does not answer. */
  readonly transport: Transport;
  /** All requests go to the one node that was best when asked for: for readings that must agree with each other. */
  oneNode(): Transport;
}

/** A node is never used before its network is known to be ours, nor while it is behind. */
export function createNodeList(options: NodeRosterOptions): NodeList {
  const roster = createNodeRoster(options);
  // The only node is asked a second time, since there is no next one.
  const retryCount = options.rpcUrls.length === 1 ? 1 : 0;
  return {
    ...roster,
    transport: transportOf((method, params) => askBest(roster, method, params), retryCount),
    oneNode() {
      const [place] = inTurn(roster.roll());
      return transportOf((method, params) => askOnly(roster, place, method, params), 0);
    },
  };
}

/** What makes a node execute contracts. */
const simulations: ReadonlySet<string> = new Set(["eth_call", "eth_estimateGas"]);
/** A simulation that two nodes did not end in time is too heavy: the others are spared it. */
const simulationTimeoutsMax = 2;

/** Asks one after the other, best first, until one answers. */
async function askBest(roster: NodeRoster, method: string, params: readonly unknown[]): Promise<unknown> {
  let lastSilence: Error | undefined;
  let timeoutCount = 0;
  for (const place of inTurn(roster.roll())) {
    try {
      return await roster.ask(place, method, params);
    } catch (error) {
      const silence = silenceOf(error);
      if (silence === "NONE" || !(error instanceof Error)) throw error;
      lastSilence = error;
      if (silence === "NODE") roster.markSilent(place);
      if (error instanceof TimeoutError) timeoutCount += 1;
      if (timeoutCount === simulationTimeoutsMax && simulations.has(method)) throw error;
    }
  }
  const reason = roster.roll().reason ?? "NONE_ANSWERS";
  if (lastSilence !== undefined && reason === "NONE_ANSWERS") throw lastSilence;
  throw new NoNodeError(reason, lastSilence);
}

async function askOnly(roster: NodeRoster, place: number | undefined, method: string, params: readonly unknown[]): Promise<unknown> {
  if (place === undefined) throw new NoNodeError(roster.roll().reason ?? "NONE_ANSWERS");
  try {
    return await roster.ask(place, method, params);
  } catch (error) {
    if (silenceOf(error) === "NODE") roster.markSilent(place);
    throw error;
  }
}

/** After all others, those that were silent a moment ago: the next look may be seconds away. */
function inTurn({ fit, statuses }: Roll): readonly number[] {
  return [...fit, ...statuses.flatMap((status, place) => (status === "SILENT" ? [place] : []))];
}

/**
 * Whether another node may do better: the node is away (NODE), or answers in a way that says nothing of the chain
 * (THIS_REQUEST). What a node answers by the rules of JSON-RPC, be it a refusal, is the answer (NONE).
 */
function silenceOf(error: unknown): "NONE" | "THIS_REQUEST" | "NODE" {
  if (error instanceof TimeoutError) return "NODE";
  if (error instanceof NoNodeError) return "THIS_REQUEST";
  if (!(error instanceof HttpRequestError) && !(error instanceof RpcRequestError && error.status !== undefined)) return "NONE";
  return error.status === undefined || error.status > 500 ? "NODE" : "THIS_REQUEST";
}

function transportOf(ask: (method: string, params: readonly unknown[]) => Promise<unknown>, retryCount: number): Transport {
  return () =>
    createTransport({
      key: "nodes",
      name: "Nodes of the city",
      type: "nodes",
      retryCount,
      async request({ method, params }) {
        // The caller of viem's transport types the answer by the method; it is parsed by viem's own actions.
        return (await ask(method, Array.isArray(params) ? params : [])) as never;
      },
    });
}

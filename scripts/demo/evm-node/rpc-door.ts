import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Hex } from "viem";
import { RpcRefusal } from "./rpc-call.ts";

const BODY_BYTES_MAX = 4 * 1024 * 1024;
const BATCH_ITEMS_MAX = 200;
const RAW_TRANSACTION = /^0x(?:[0-9a-f]{2}){1,131072}$/i;

/** What anyone may ask. Nothing that moves time, state or accounts by fiat, and nothing that signs. */
const QUESTIONS = new Set([
  "eth_blockNumber", "eth_call", "eth_chainId", "eth_estimateGas", "eth_feeHistory", "eth_gasPrice", "eth_getBalance",
  "eth_getBlockByHash", "eth_getBlockByNumber", "eth_getBlockReceipts", "eth_getBlockTransactionCountByHash",
  "eth_getBlockTransactionCountByNumber", "eth_getCode", "eth_getLogs", "eth_getProof", "eth_getStorageAt",
  "eth_getTransactionByHash", "eth_getTransactionCount", "eth_getTransactionReceipt", "eth_maxPriorityFeePerGas",
  "eth_newBlockFilter", "eth_newFilter", "eth_getFilterChanges", "eth_getFilterLogs", "eth_uninstallFilter",
  "eth_syncing", "net_version", "web3_clientVersion",
]);

export type RpcDoor = { readonly url: string; close(): Promise<void> };

/** Opens the node's only door: JSON-RPC over HTTP on a loopback port (0 picks one). */
export async function openRpcDoor(options: {
  port: number;
  ask: (method: string, params: readonly unknown[]) => Promise<unknown>;
  send: (raw: Hex) => Promise<unknown>;
}): Promise<RpcDoor> {
  const server = createServer((request, response) => { void serve(request, response, options); });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return { url: urlOf(server), close: () => closeServer(server) };
}

type Handlers = Pick<Parameters<typeof openRpcDoor>[0], "ask" | "send">;

async function serve(request: IncomingMessage, response: ServerResponse, handlers: Handlers): Promise<void> {
  // A web page whose name was pointed at 127.0.0.1 still says its own name here.
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (request.method !== "POST" || (host !== "127.0.0.1" && host !== "localhost")) return answer(response, 403, failure(null, -32600, "not here"));
  const body = await readBody(request);
  if (body === undefined) return answer(response, 413, failure(null, -32600, "body too large"));
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return answer(response, 400, failure(null, -32700, "not JSON"));
  }
  if (!Array.isArray(message)) {
    const { reply, reachable } = await handle(message, handlers);
    return answer(response, reachable ? 200 : 503, reply);
  }
  if (message.length > BATCH_ITEMS_MAX) return answer(response, 400, failure(null, -32600, `at most ${BATCH_ITEMS_MAX} calls`));
  // Started together and in order: sends of one batch share one sync.
  const items = await Promise.all(message.map((item) => handle(item, handlers)));
  answer(response, items.every(({ reachable }) => reachable) ? 200 : 503, items.map(({ reply }) => reply));
}

async function handle(message: unknown, handlers: Handlers): Promise<{ reply: object; reachable: boolean }> {
  if (typeof message !== "object" || message === null || !("method" in message) || typeof message.method !== "string") {
    return { reply: failure(null, -32600, "not a JSON-RPC call"), reachable: true };
  }
  const id = "id" in message ? message.id : null;
  const params = "params" in message && Array.isArray(message.params) ? message.params : [];
  try {
    return { reply: { jsonrpc: "2.0", id, result: await dispatch(message.method, params, handlers) }, reachable: true };
  } catch (error) {
    if (error instanceof RpcRefusal) return { reply: failure(id, error.code, error.message, error.data), reachable: true };
    return { reply: failure(id, -32000, "the node is restarting; nothing was acknowledged, ask again"), reachable: false };
  }
}

function dispatch(method: string, params: readonly unknown[], { ask, send }: Handlers): Promise<unknown> {
  if (method === "eth_sendRawTransaction") {
    const raw = params[0];
    if (!isRaw(raw)) throw new RpcRefusal({ code: -32602, message: "eth_sendRawTransaction wants one raw transaction in hex" });
    return send(raw);
  }
  if (!QUESTIONS.has(method)) throw new RpcRefusal({ code: -32601, message: `${method} is not served here` });
  return ask(method, params);
}

function isRaw(value: unknown): value is Hex {
  return typeof value === "string" && RAW_TRANSACTION.test(value);
}

function failure(id: unknown, code: number, message: string, data?: unknown): object {
  return { jsonrpc: "2.0", id, error: data === undefined ? { code, message } : { code, message, data } };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > BODY_BYTES_MAX) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the door has no port");
  return `http://127.0.0.1:${address.port}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

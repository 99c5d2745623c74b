import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

interface RpcMessage {
  readonly id: unknown;
  readonly method: string;
  readonly params: unknown[];
}

/** A door before a node that can be shut, slowed, stopped at a height, or made to lie about its network. */
export interface NodeProxy {
  readonly url: string;
  /** How often each method was asked. */
  readonly asked: ReadonlyMap<string, number>;
  pointAt(targetUrl: string): void;
  /** Connections are cut. */
  isDown: boolean;
  delayMs: number;
  /** Answers as a node that has seen no block after this one. */
  frozenAt: bigint | undefined;
  /** Claims another chain id. */
  chainId: number | undefined;
  /** Claims another genesis block. */
  genesisHash: string | undefined;
  /** Takes transactions and keeps them back, as a network that makes no block. */
  holdsTransactions: boolean;
  /** Hands on what was held. */
  release(): Promise<void>;
  close(): Promise<void>;
}

export async function openNodeProxy(): Promise<NodeProxy> {
  let target = "";
  const held: RpcMessage[] = [];
  const asked = new Map<string, number>();
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");

  const proxy: NodeProxy = {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    pointAt: (targetUrl) => {
      target = targetUrl;
    },
    isDown: false,
    delayMs: 0,
    frozenAt: undefined,
    chainId: undefined,
    genesisHash: undefined,
    holdsTransactions: false,
    async release() {
      proxy.holdsTransactions = false;
      for (const message of held.splice(0)) await ask(target, message);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
    if (proxy.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, proxy.delayMs));
    if (proxy.isDown) {
      request.socket.destroy();
      return;
    }
    const message = JSON.parse(Buffer.concat(chunks).toString("utf8")) as RpcMessage;
    asked.set(message.method, (asked.get(message.method) ?? 0) + 1);
    const answer = await answerTo(message).catch(() => undefined);
    // Shut meanwhile, it does not answer what it was asked before.
    if (answer === undefined || proxy.isDown) {
      request.socket.destroy();
      return;
    }
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  async function answerTo(message: RpcMessage): Promise<object> {
    const { id, method } = message;
    if (proxy.chainId !== undefined && method === "eth_chainId") return { jsonrpc: "2.0", id, result: `0x${proxy.chainId.toString(16)}` };
    if (proxy.holdsTransactions && method === "eth_sendRawTransaction") {
      held.push(message);
      return { jsonrpc: "2.0", id, result: `0x${"00".repeat(32)}` };
    }
    const frozen = proxy.frozenAt === undefined ? message : asOf(message, proxy.frozenAt);
    if (frozen === undefined) return { jsonrpc: "2.0", id, result: null };
    const answer = await ask(target, frozen);
    if (proxy.genesisHash !== undefined && method === "eth_getBlockByNumber" && message.params[0] === "0x0") {
      return { ...answer, result: { ...answer.result, hash: proxy.genesisHash } };
    }
    return proxy.frozenAt === undefined ? answer : unseen(method, answer, proxy.frozenAt);
  }

  return proxy;
}

interface RpcAnswer {
  readonly id?: unknown;
  readonly result?: Record<string, unknown> | null;
}

async function ask(target: string, { id, method, params }: RpcMessage): Promise<RpcAnswer> {
  const response = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ jsonrpc: "2.0", id, method, params }) });
  return (await response.json()) as RpcAnswer;
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** What a node at that height would be asked in its own words; undefined where it has nothing to answer. */
function asOf(message: RpcMessage, height: bigint): RpcMessage | undefined {
  const { method, params } = message;
  const isAbove = (tag: unknown): boolean => typeof tag === "string" && tag.startsWith("0x") && BigInt(tag) > height;
  if (method === "eth_getBlockByNumber") {
    if (isAbove(params[0])) return undefined;
    return params[0] === "latest" || params[0] === "pending" ? { ...message, params: [hex(height), params[1]] } : message;
  }
  if (method === "eth_getLogs") {
    const [filter] = params as [Record<string, unknown>];
    // The trap: it gives the logs that it has, without a word of those that it lacks.
    return { ...message, params: [isAbove(filter["toBlock"]) ? { ...filter, toBlock: hex(height) } : filter] };
  }
  const tagIndex = { eth_call: 1, eth_estimateGas: 1, eth_getCode: 1, eth_getTransactionCount: 1 }[method];
  if (tagIndex === undefined) return message;
  return { ...message, params: params.map((param, index) => (index === tagIndex ? hex(height) : param)) };
}

function unseen(method: string, answer: RpcAnswer, height: bigint): object {
  if (method === "eth_blockNumber") return { ...answer, result: hex(height) };
  const mined = answer.result?.["blockNumber"];
  const isAbove = method === "eth_getTransactionReceipt" && typeof mined === "string" && BigInt(mined) > height;
  return isAbove ? { ...answer, result: null } : answer;
}

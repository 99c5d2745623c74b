import { createServer, type IncomingMessage } from "node:http";
import { ethers } from "../chain.ts";

/** A question as it came over HTTP. */
interface Question {
  readonly id: unknown;
  readonly method: string;
  readonly params: readonly unknown[];
}

export interface NodeOverHttp {
  readonly url: string;
  /** Methods that were asked, each once. */
  readonly asked: ReadonlySet<string>;
  close(): Promise<void>;
}

export interface NodeManners {
  /** Answers instead of the chain; undefined lets the chain answer. */
  readonly instead?: (method: string, params: readonly unknown[]) => unknown;
}

/** The simulated chain behind a JSON-RPC port, as any node would be. */
export async function nodeOverHttp({ instead }: NodeManners = {}): Promise<NodeOverHttp> {
  const asked = new Set<string>();
  async function answer({ id, method, params }: Question): Promise<object> {
    asked.add(method);
    try {
      const given = instead?.(method, params);
      return { jsonrpc: "2.0", id, result: given ?? (await ethers.provider.send(method, [...params])) };
    } catch (error) {
      return { jsonrpc: "2.0", id, error: { code: -32000, message: error instanceof Error ? error.message : String(error) } };
    }
  }
  const server = createServer((request, response) => {
    void (async () => {
      const body: Question | readonly Question[] = JSON.parse(await textOf(request));
      const reply = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body as Question);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the node has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}

/** A refusal spoken by the node itself, as JSON-RPC has it. */
export class RpcRefusal extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(error: { code: number; message: string; data?: unknown }) {
    super(error.message);
    this.name = "RpcRefusal";
    this.code = error.code;
    this.data = error.data;
  }
}

/**
 * One JSON-RPC call over HTTP.
 * @throws RpcRefusal when the node answers with an error; another error when it does not answer.
 */
export async function callRpc(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const answer: unknown = await response.json();
  if (typeof answer !== "object" || answer === null) throw new Error(`${method}: not a JSON-RPC answer`);
  if ("error" in answer && isRpcError(answer.error)) throw new RpcRefusal(answer.error);
  if (!("result" in answer)) throw new Error(`${method}: an answer without a result`);
  return answer.result;
}

function isRpcError(value: unknown): value is { code: number; message: string; data?: unknown } {
  return (
    typeof value === "object" && value !== null &&
    "code" in value && typeof value.code === "number" && "message" in value && typeof value.message === "string"
  );
}

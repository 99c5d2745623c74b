import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";
import { submitOperation } from "../../api/submit-operation.ts";

export type Terminal = WithHex<Shape<"Terminals">["terminals"][number], "terminal">;
/** Enrols one terminal, once, before it expires. Shown once: the service keeps a hash. */
export type TerminalCode = Shape<"TerminalCode">;

export function terminalsQuery(merchant: Hex) {
  return queryOptions({
    queryKey: ["institutions", merchant, "terminals"],
    queryFn: async ({ signal }) => (await readAnswer<{ terminals: Terminal[] }>(`/api/institutions/${merchant}/terminals`, { signal })).terminals,
  });
}

export function issueTerminalCode(merchant: Hex, label: string): Promise<TerminalCode> {
  return readAnswer<TerminalCode>(`/api/institutions/${merchant}/terminal-codes`, { method: "POST", body: { label } });
}

export async function removeTerminal(terminal: Hex, tools: { idempotencyKey: string; onStatus: (status: string) => void }): Promise<void> {
  await submitOperation({ path: `/api/terminals/${terminal}/removal`, body: {}, ...tools });
}

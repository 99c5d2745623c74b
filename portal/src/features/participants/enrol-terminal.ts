import type { Hex } from "viem";
import { submitOperation } from "../../api/submit-operation.ts";

/** Enrols a key as a terminal of the merchant one acts for, with a one-time code; followed until the ledger has it. */
export async function enrolTerminal(code: string, signer: Hex, tools: { idempotencyKey: string; onStatus: (status: string) => void }): Promise<void> {
  await submitOperation({ path: "/api/terminals", body: { code: code.trim(), signer }, ...tools });
}

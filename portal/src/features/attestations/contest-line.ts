import type { Shape } from "../../api/shapes.ts";
import { submitAct } from "../../api/submit-operation.ts";

/** Why a resident contests a line, by the numbers the ledger keeps. */
export const contestReasonCodes = [1, 2, 3, 4, 5, 99] as const;
export type ContestReasonCode = (typeof contestReasonCodes)[number];

export type Contest = { sheetId: string; index: number; reasonCode: ContestReasonCode; explanation: string };

/** Asks the home city's desk to dispute a line, until the window's last second [A1]. */
export async function contestLine({ sheetId, index, reasonCode, explanation }: Contest, idempotencyKey: string): Promise<void> {
  const body: Shape<"ContestRequest"> = { reasonCode, explanation };
  await submitAct<unknown>({ path: `/api/account/pending-lines/${sheetId}/${index}/contest`, body, idempotencyKey });
}

import type { Refund } from "./ring-up.ts";

/** Reasons of a refund, by the numbers the ledger keeps. */
export const REFUND_REASONS = [1, 2, 3, 9] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

export type RefundMistakes = { points?: true; reason?: true };

/** What was typed as a refund, once it may be given back. Spaces of thousands are accepted. */
export function checkRefund(pointsText: string, reason: RefundReason | undefined, remaining: bigint): { refund: Refund } | { mistakes: RefundMistakes } {
  const digits = pointsText.replace(/[\s\u00a0\u202f]/g, "");
  const points = /^\d{1,6}$/.test(digits) ? BigInt(digits) : 0n;
  const mistakes: RefundMistakes = {};
  if (points < 1n || points > remaining) mistakes.points = true;
  if (reason === undefined) mistakes.reason = true;
  if (reason === undefined || mistakes.points) return { mistakes };
  return { refund: { points, reasonCode: reason } };
}

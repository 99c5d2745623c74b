import { createHash } from "node:crypto";
import { periodOfDay, writeCanonicalJson, type CloseTotals, type DailyClose } from "maille-verify/close";
import type { Hex } from "viem";
import { z } from "zod";
import { bytes32 } from "../../platform/http/wire-schemas.ts";
import { ReportKind } from "../../platform/chain/generated/enums.ts";

const whole = z.number().int().nonnegative();
const pointsText = z.string().regex(/^(?:0|[1-9]\d{0,38})$/);

/** What a city says of one civil day (America/Toronto). Its canonical JSON is published, and the SHA-256 of it anchored. */
export const dailyCloseSchema = z.strictObject({
  format: z.literal("maille-close/1"),
  chainId: whole,
  cityId: whole,
  day: z.iso.date(),
  /** The day's first and last blocks; the first is one above the last on a day without blocks. */
  firstBlock: whole,
  lastBlock: whole,
  lastBlockHash: bytes32,
  eventCount: whole,
  eventsRoot: bytes32,
  /** Head of the log of all events up to `lastBlock`. */
  logHead: bytes32,
  /** Of all time up to `lastBlock`, by id of the cities that ever issued. */
  totals: z.record(
    z.string().regex(/^[1-9]\d{0,2}$/),
    z.strictObject({ issued: pointsText, redeemed: pointsText, returned: pointsText, supply: pointsText }),
  ),
});
export type { CloseTotals, DailyClose };
export { periodOfDay };

/** A close as it is published, and the city's signature over its anchor. */
export interface SignedClose {
  readonly cityId: number;
  readonly day: string;
  readonly text: string;
  readonly reportHash: Hex;
  readonly validBefore: bigint;
  readonly signature: Hex;
}

export function closeTextOf(close: DailyClose): string {
  return writeCanonicalJson(close);
}

/** @returns undefined when the text is not a close, or not written canonically */
export function parseClose(text: string): DailyClose | undefined {
  const parsed = dailyCloseSchema.safeParse(jsonOf(text));
  return parsed.success && closeTextOf(parsed.data) === text ? parsed.data : undefined;
}

/** SHA-256 of the published bytes. */
export function reportHashOf(text: string): Hex {
  return `0x${createHash("sha256").update(text, "utf8").digest("hex")}`;
}

/** The anchor that the city signs: the same for the same close, whenever it is signed. */
export function anchorOf(cityId: number, day: string, reportHash: Hex, validBefore: bigint) {
  return { cityId, kind: ReportKind.DAILY_CLOSE, period: periodOfDay(day), reportHash, validBefore };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { Address } from "viem";
import type { z } from "zod";
import { isMemberCode, normalizeCode } from "../../kernel/check-code.ts";
import { earnedPointsFloor } from "../points/earned-points.ts";
import { quantityText } from "../points/quantity-text.ts";
import type { ProgrammeUnitName } from "../points/programme-units.ts";
import type { CodeAsker, KnownMember, Residents } from "./attestation-doors.ts";
import { lineFinding, type LineFindingCode } from "./line-findings.ts";
import { LONG_LINE_MINUTES, readQuantityText } from "./read-quantity-text.ts";
import type { TypedLine } from "./read-pasted-lines.ts";
import type { checkedLineSchema, sheetTotalsSchema } from "./sheets.schemas.ts";

export type CheckedLine = z.input<typeof checkedLineSchema>;
export type SheetTotals = z.input<typeof sheetTotalsSchema>;

/** A line without a fault, ready for a draft. */
export interface ResolvedLine {
  readonly memberCode: string;
  readonly account: Address;
  readonly homeCityId: number;
  readonly quantity: bigint;
}

export interface CheckedSheet {
  readonly lines: readonly CheckedLine[];
  readonly resolved: readonly ResolvedLine[];
  readonly totals: SheetTotals;
  readonly errorCount: number;
}

export interface SheetRules {
  readonly unit: ProgrammeUnitName;
  readonly rate: { readonly points: bigint; readonly quantity: bigint };
}

/**
 * Reads each typed line and says in place what is wrong with it. A code is known or refused with one same sentence; the
 * person who prepares the sheet is never on it [A2].
 */
export async function checkSheetLines(
  parts: { readonly residents: Residents },
  rules: SheetRules,
  typed: readonly TypedLine[],
  by: { readonly asker: CodeAsker; readonly personId: string },
): Promise<CheckedSheet> {
  const known = await parts.residents.resolveMemberCodes([...new Set(typed.map((line) => line.memberCode))], by.asker);
  const ownAccount = await parts.residents.accountOf(by.personId);
  const seen = new Set<Address>();
  const lines: CheckedLine[] = [];
  const resolved: ResolvedLine[] = [];
  for (const [row, line] of typed.entries()) {
    const member = known.get(line.memberCode);
    const reading = readQuantityText(line.quantityText, rules.unit);
    const fault = faultOf(line, member, reading, ownAccount, seen);
    if (member !== undefined) seen.add(member.account);
    const quantity = "quantity" in reading ? reading.quantity : undefined;
    lines.push(viewLine(row, line, rules.unit, quantity, fault));
    if (fault === undefined && member !== undefined && quantity !== undefined) {
      resolved.push({ memberCode: normalizeCode(line.memberCode), ...member, quantity: BigInt(quantity) });
    }
  }
  return { lines, resolved, totals: totalsOf(resolved, rules), errorCount: lines.length - resolved.length };
}

function faultOf(
  line: TypedLine,
  member: KnownMember | undefined,
  reading: ReturnType<typeof readQuantityText>,
  ownAccount: Address | undefined,
  seen: ReadonlySet<Address>,
): LineFindingCode | undefined {
  if (line.memberCode.trim() === "") return "member-code-missing";
  if (member === undefined) return "member-code-unknown";
  if (member.account === ownAccount) return "signer-on-sheet";
  if (seen.has(member.account)) return "line-repeated";
  return "refusal" in reading ? reading.refusal : undefined;
}

function viewLine(
  row: number,
  line: TypedLine,
  unit: ProgrammeUnitName,
  quantity: number | undefined,
  fault: LineFindingCode | undefined,
): CheckedLine {
  const code = normalizeCode(line.memberCode);
  return {
    row,
    memberCode: isMemberCode(code) ? code : line.memberCode,
    quantityText: quantity === undefined ? line.quantityText : quantityText(quantity, unit),
    quantity,
    quantityMinutes: unit === "MINUTE" ? quantity : undefined,
    error: fault === undefined ? undefined : lineFinding(fault),
    warning: unit === "MINUTE" && quantity !== undefined && quantity > LONG_LINE_MINUTES ? lineFinding("line-long") : undefined,
  };
}

function totalsOf(resolved: readonly ResolvedLine[], rules: SheetRules): SheetTotals {
  const total = resolved.reduce((sum, line) => sum + line.quantity, 0n);
  return {
    lineCount: resolved.length,
    totalQuantity: total.toString(),
    totalQuantityText: quantityText(Number(total), rules.unit),
    points: earnedPointsFloor(total, rules.rate).toString(),
  };
}

import { type Hex, isHash, isHex } from "viem";
import { AuditProblem } from "./audit-problem.ts";

/** What a node says must be of the shape that its own specification gives it. */
function unreadable(what: string): AuditProblem {
  return new AuditProblem({
    fr: `Le nœud a donné une réponse illisible (${what}). Essayez avec un autre nœud.`,
    en: `The node gave an unreadable answer (${what}). Try another node.`,
  });
}

/** @throws AuditProblem */
export function quantity(value: unknown, what: string): number {
  if (typeof value !== "string" || !/^0x[0-9a-f]+$/i.test(value)) throw unreadable(what);
  return Number.parseInt(value.slice(2), 16);
}

/** @throws AuditProblem */
export function hash(value: unknown, what: string): Hex {
  if (typeof value !== "string" || !isHash(value)) throw unreadable(what);
  return value;
}

/** @throws AuditProblem */
export function hex(value: unknown, what: string): Hex {
  if (typeof value !== "string" || !isHex(value, { strict: false })) throw unreadable(what);
  return value;
}

/** @throws AuditProblem */
export function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unreadable(what);
  return value;
}

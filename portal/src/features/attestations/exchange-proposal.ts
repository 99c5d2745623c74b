import type { Shape } from "../../api/shapes.ts";

export type ExchangeProposal = Required<Shape<"ExchangeProposal">>;

/** « 2 h », « 1 h 30 », « 1,5 h », « 1:30 », « 45 min », « 90 ». Undefined for anything else, or zero. */
export function parseDuration(text: string): number | undefined {
  const plain = text.toLowerCase().replace(/[\s\u00a0\u202f]+/g, "").replace("heures", "h").replace("heure", "h").replace(/minutes?|mn/, "min");
  const minutes = minutesOf(plain);
  return minutes !== undefined && Number.isInteger(minutes) && minutes > 0 && minutes <= 10_080 ? minutes : undefined;
}

function minutesOf(plain: string): number | undefined {
  const hours = /^(\d{1,3})(?:h|:)(\d{1,2})?(?:min)?$/.exec(plain);
  if (hours) return Number(hours[2] ?? 0) < 60 ? Number(hours[1]) * 60 + Number(hours[2] ?? 0) : undefined;
  const decimal = /^(\d{1,3})[.,](\d{1,2})h?$/.exec(plain);
  if (decimal) return Number(`${decimal[1]}.${decimal[2]}`) * 60;
  const minutes = /^(\d{1,4})(?:min)?$/.exec(plain);
  return minutes ? Number(minutes[1]) : undefined;
}

const MEMBER_CODE = /^[0-9A-Z]{9}$/;

/** A member code as typed: capitals, without spaces or hyphens. Undefined unless it has its nine characters. */
export function parseMemberCode(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s\u00a0\u202f-]/g, "");
  return MEMBER_CODE.test(plain) ? plain : undefined;
}

/** A whole number of points, spaces allowed. Undefined for zero or anything else. */
export function parsePoints(text: string): bigint | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "");
  return /^[1-9]\d{0,9}$/.test(plain) ? BigInt(plain) : undefined;
}

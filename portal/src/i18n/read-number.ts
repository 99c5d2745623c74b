/** A whole number as people type it (« 1 250 ») to a bigint; undefined for anything else. */
export function readWhole(text: string): bigint | undefined {
  const digits = text.replace(/[\s\u00a0\u202f]/g, "");
  return /^\d{1,24}$/.test(digits) ? BigInt(digits) : undefined;
}

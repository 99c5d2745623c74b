const RECEIPT_CODE = /^[0-9A-Z]{16}$/;

/** A receipt's code without what people write between its groups, O as 0, I and L as 1; undefined when it is not a whole one. */
export function normalizeReceiptCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return RECEIPT_CODE.test(code) ? code : undefined;
}

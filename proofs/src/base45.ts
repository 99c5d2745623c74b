const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** RFC 9285: two bytes in three characters that a QR code holds in its dense alphanumeric mode. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 2) {
    const [first = 0, second] = bytes.slice(index, index + 2);
    let value = second === undefined ? first : first * 256 + second;
    for (let count = second === undefined ? 2 : 3; count > 0; count -= 1, value = Math.floor(value / 45)) text += ALPHABET.charAt(value % 45);
  }
  return text;
}

/** @returns undefined when the text is no base45 */
export function decodeBase45(text: string): Uint8Array | undefined {
  const digits = [...text].map((character) => ALPHABET.indexOf(character));
  if (digits.includes(-1) || digits.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let index = 0; index < digits.length; index += 3) {
    const group = digits.slice(index, index + 3);
    const value = group.reduceRight((total, digit) => total * 45 + digit, 0);
    if (value > (group.length === 3 ? 0xffff : 0xff)) return undefined;
    bytes.push(...(group.length === 3 ? [value >> 8, value & 255] : [value]));
  }
  return Uint8Array.from(bytes);
}

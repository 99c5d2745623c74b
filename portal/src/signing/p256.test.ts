import { expect } from "chai";
import { hexToBytes } from "viem/utils";
import { MalformedKeyMaterial, normalizeS, P256_ORDER, parseDerSignature, parseRawSignature, publicKeyOf, signatureBytes } from "./p256.ts";

describe("p256", () => {
  it("brings s to the low half and leaves a low one alone", () => {
    expect(normalizeS({ r: 1n, s: P256_ORDER - 5n })).to.deep.equal({ r: 1n, s: 5n });
    expect(normalizeS({ r: 1n, s: P256_ORDER / 2n })).to.deep.equal({ r: 1n, s: P256_ORDER / 2n });
  });

  it("reads DER integers with and without their leading zero", () => {
    const der = hexToBytes("0x30080202008002020102");
    expect(parseDerSignature(der)).to.deep.equal({ r: 0x80n, s: 0x102n });
  });

  it("refuses DER that is cut, padded or of another kind", () => {
    for (const hex of ["0x3008020200800202010203", "0x300802020080020201", "0x310802020080020201 02".replace(" ", ""), "0x3000", "0x"] as const) {
      expect(() => parseDerSignature(hexToBytes(hex as `0x${string}`)), hex).to.throw(MalformedKeyMaterial);
    }
  });

  it("round-trips 64 raw bytes", () => {
    const bytes = `0x${"00".repeat(31)}07${"00".repeat(31)}09` as const;
    expect(signatureBytes(parseRawSignature(hexToBytes(bytes)))).to.equal(bytes);
    expect(() => parseRawSignature(new Uint8Array(63))).to.throw(MalformedKeyMaterial);
  });

  it("reads the point of a real WebCrypto key, raw and SPKI alike", async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const raw = publicKeyOf(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
    const spki = publicKeyOf(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
    expect(raw).to.deep.equal(spki);
    expect(raw.qx).to.match(/^0x[0-9a-f]{64}$/);
  });
});

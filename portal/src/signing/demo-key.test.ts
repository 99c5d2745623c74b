import { expect } from "chai";
import { p256Jwk } from "./demo-key.ts";

describe("p256Jwk", () => {
  it("reads the point after the verifier, so that WebCrypto takes the cast key", async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
    const hexOf = (text: string | undefined) => Buffer.from(text ?? "", "base64url").toString("hex");
    const built = p256Jwk(`0x${hexOf(jwk.d)}`, `0x${"d1".repeat(20)}${hexOf(jwk.x)}${hexOf(jwk.y)}`);
    expect(built).to.deep.equal({ kty: "EC", crv: "P-256", d: jwk.d, x: jwk.x, y: jwk.y });
    await crypto.subtle.importKey("jwk", built, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  });
});

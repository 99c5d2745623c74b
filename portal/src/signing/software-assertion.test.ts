import { createHash } from "node:crypto";
import { expect } from "chai";
import { decodeAbiParameters, hashTypedData, hexToBytes } from "viem/utils";
import { base64urlOfHex } from "./base64url.ts";
import { ECDSA_P256, ECDSA_SHA256 } from "./sign-with-device-key.ts";
import { signSoftwareAssertion } from "./software-assertion.ts";
import type { TypedDataToSign } from "./signer.ts";

const sample: TypedDataToSign = {
  domain: { name: "Maille", version: "1", chainId: 450001, verifyingContract: `0x${"11".repeat(20)}` },
  primaryType: "Sample",
  types: { Sample: [{ name: "points", type: "uint256" }] },
  message: { points: 450n },
};

describe("signSoftwareAssertion", () => {
  it("makes an assertion of this RP over the digest, user verified", async () => {
    const pair = await crypto.subtle.generateKey(ECDSA_P256, false, ["sign", "verify"]);
    const bytes = await signSoftwareAssertion(pair.privateKey, sample, { rpId: "brossard.localhost", origin: "http://brossard.localhost:8080" });
    const [r, s, , , data, json] = decodeAbiParameters([{ type: "bytes32" }, { type: "bytes32" }, { type: "uint256" }, { type: "uint256" }, { type: "bytes" }, { type: "string" }] as const, bytes);
    const authenticatorData = hexToBytes(data);
    expect(Buffer.from(authenticatorData.subarray(0, 32)).toString("hex")).to.equal(createHash("sha256").update("brossard.localhost").digest("hex"));
    expect(authenticatorData[32]).to.equal(0x05);
    expect(JSON.parse(json)).to.include({ type: "webauthn.get", challenge: base64urlOfHex(hashTypedData(sample)) });
    const signed = Buffer.concat([authenticatorData, createHash("sha256").update(json).digest()]);
    const signature = Buffer.from(r.slice(2) + s.slice(2), "hex");
    expect(await crypto.subtle.verify(ECDSA_SHA256, pair.publicKey, signature, signed)).to.equal(true);
  });
});

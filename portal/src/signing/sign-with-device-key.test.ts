import { expect } from "chai";
import { hashTypedData, hexToBytes } from "viem/utils";
import { P256_ORDER, parseRawSignature } from "./p256.ts";
import { ECDSA_P256, ECDSA_SHA256, signWithDeviceKey } from "./sign-with-device-key.ts";
import type { TypedDataToSign } from "./signer.ts";

const sample: TypedDataToSign = {
  domain: { name: "Maille", version: "1", chainId: 450001, verifyingContract: `0x${"11".repeat(20)}` },
  primaryType: "Sample",
  types: { Sample: [{ name: "points", type: "uint256" }] },
  message: { points: 450n },
};

describe("signWithDeviceKey", () => {
  it("signs SHA-256 of the EIP-712 digest, with a low s, every time", async () => {
    const pair = await crypto.subtle.generateKey(ECDSA_P256, false, ["sign", "verify"]);
    const digest = Uint8Array.from(hexToBytes(hashTypedData(sample)));
    for (let attempt = 0; attempt < 12; attempt++) {
      const signature = Uint8Array.from(hexToBytes(await signWithDeviceKey(pair.privateKey, sample)));
      expect(signature).to.have.length(64);
      expect(parseRawSignature(signature).s <= P256_ORDER / 2n).to.equal(true);
      expect(await crypto.subtle.verify(ECDSA_SHA256, pair.publicKey, signature, digest)).to.equal(true);
    }
  });

  it("does not verify for the same struct on another network", async () => {
    const pair = await crypto.subtle.generateKey(ECDSA_P256, false, ["sign", "verify"]);
    const signature = Uint8Array.from(hexToBytes(await signWithDeviceKey(pair.privateKey, sample)));
    const elsewhere = Uint8Array.from(hexToBytes(hashTypedData({ ...sample, domain: { ...sample.domain, chainId: 450002 } })));
    expect(await crypto.subtle.verify(ECDSA_SHA256, pair.publicKey, signature, elsewhere)).to.equal(false);
  });
});

import { createHash } from "node:crypto";
import { expect } from "chai";
import { size } from "viem/utils";
import { deviceSignerBytes, passkeySignerBytes } from "./signer-bytes.ts";

const verifier = `0x${"aa".repeat(20)}` as const;
const publicKey = { qx: `0x${"11".repeat(32)}`, qy: `0x${"22".repeat(32)}` } as const;

describe("signer-bytes", () => {
  it("lays a device key as verifier, qx, qy in 84 bytes", () => {
    const bytes = deviceSignerBytes(verifier, publicKey);
    expect(size(bytes)).to.equal(84);
    expect(bytes).to.equal(verifier + "11".repeat(32) + "22".repeat(32));
  });

  it("binds a passkey to its city's RP ID [W3]", () => {
    const bytes = passkeySignerBytes(verifier, publicKey, "brossard.localhost");
    expect(size(bytes)).to.equal(116);
    expect(bytes.slice(-64)).to.equal(createHash("sha256").update("brossard.localhost").digest("hex"));
    expect(bytes).to.not.equal(passkeySignerBytes(verifier, publicKey, "magog.localhost"));
  });
});

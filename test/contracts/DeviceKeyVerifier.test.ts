import { expect } from "chai";
import { concat, id, ZeroAddress } from "ethers";
import { ethers, loadFixture } from "../support/chain.ts";
import { deviceKeySigner, highS, keyPart } from "../support/signers.ts";

const DIGEST = id("an act");
const REFUSED = "0xffffffff";

async function deployVerifier() {
  const verifier = await ethers.deployContract("DeviceKeyVerifier");
  const accepted = verifier.interface.getFunction("verify")?.selector;
  const ask = (key: string, signature: string, digest = DIGEST): Promise<string> =>
    verifier.getFunction("verify")(key, digest, signature);
  return { ask, accepted };
}

const phone = deviceKeySigner("phone of Robert", ZeroAddress);
const key = keyPart(phone.bytes);

describe("DeviceKeyVerifier", () => {
  describe("verify", () => {
    it("accepts what WebCrypto signs: P-256 over SHA-256 of the digest", async () => {
      const { ask, accepted } = await loadFixture(deployVerifier);
      expect(await ask(key, phone.sign(DIGEST))).to.equal(accepted);
    });

    it("refuses another digest", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(key, phone.sign(DIGEST), id("another act"))).to.equal(REFUSED);
    });

    it("refuses another key", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(keyPart(deviceKeySigner("phone of Lucie", ZeroAddress).bytes), phone.sign(DIGEST))).to.equal(REFUSED);
    });

    it("refuses high s and accepts it once normalised [W4]", async () => {
      const { ask, accepted } = await loadFixture(deployVerifier);
      const high = deviceKeySigner("phone of Robert", ZeroAddress, { tamper: highS });
      const normalised = deviceKeySigner("phone of Robert", ZeroAddress, { tamper: (s) => highS(highS(s)) });
      expect(await ask(key, high.sign(DIGEST))).to.equal(REFUSED);
      expect(await ask(key, normalised.sign(DIGEST))).to.equal(accepted);
    });

    it("refuses keys and signatures of any other length", async () => {
      const { ask } = await loadFixture(deployVerifier);
      const signature = phone.sign(DIGEST);
      expect(await ask("0x", signature)).to.equal(REFUSED);
      expect(await ask(concat([key, "0x00"]), signature)).to.equal(REFUSED);
      expect(await ask(key, "0x")).to.equal(REFUSED);
      expect(await ask(key, concat([signature, "0x1b"]))).to.equal(REFUSED);
    });
  });
});

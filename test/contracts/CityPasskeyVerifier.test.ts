import { expect } from "chai";
import { concat, id, toBeHex, ZeroAddress, AbiCoder } from "ethers";
import { ethers, loadFixture } from "../support/chain.ts";
import { highS, keyPart, passkeySigner, rpIdHash } from "../support/signers.ts";

const HOST = "brossard.test";
const DIGEST = id("an act");
const REFUSED = "0xffffffff";

async function deployVerifier() {
  const verifier = await ethers.deployContract("CityPasskeyVerifier");
  const accepted = verifier.interface.getFunction("verify")?.selector;
  const ask = (key: string, signature: string, digest = DIGEST): Promise<string> =>
    verifier.getFunction("verify")(key, digest, signature);
  return { ask, accepted };
}

const aicha = passkeySigner("Aïcha", ZeroAddress, HOST);
const key = keyPart(aicha.bytes);
const variant = (options: Parameters<typeof passkeySigner>[3]) => passkeySigner("Aïcha", ZeroAddress, HOST, options);

describe("CityPasskeyVerifier", () => {
  describe("verify", () => {
    it("accepts an assertion of the city's own portal, user verified", async () => {
      const { ask, accepted } = await loadFixture(deployVerifier);
      expect(await ask(key, aicha.sign(DIGEST))).to.equal(accepted);
    });

    it("refuses an assertion of another city's RP made with the same key pair [W3]", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(key, variant({ assertedHost: "magog.test" }).sign(DIGEST))).to.equal(REFUSED);
    });

    it("refuses an assertion of a subdomain or of the parent domain [W2]", async () => {
      const { ask } = await loadFixture(deployVerifier);
      for (const assertedHost of ["portail.brossard.test", "test"]) {
        expect(await ask(key, variant({ assertedHost }).sign(DIGEST))).to.equal(REFUSED);
      }
    });

    it("refuses without user verification [W3]", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(key, variant({ userVerified: false }).sign(DIGEST))).to.equal(REFUSED);
    });

    it("refuses without user presence", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(key, variant({ userPresent: false }).sign(DIGEST))).to.equal(REFUSED);
    });

    it("refuses a creation ceremony in place of an assertion [W3]", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(key, variant({ type: "webauthn.create" }).sign(DIGEST))).to.equal(REFUSED);
    });

    it("refuses a challenge that is another digest [W3]", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(key, aicha.sign(id("another act")))).to.equal(REFUSED);
    });

    it("refuses the other s of a valid signature, which clients normalise [W4]", async () => {
      const { ask, accepted } = await loadFixture(deployVerifier);
      expect(await ask(key, variant({ tamper: highS }).sign(DIGEST))).to.equal(REFUSED);
      expect(await ask(key, variant({ tamper: (signature) => highS(highS(signature)) }).sign(DIGEST))).to.equal(accepted);
    });

    it("refuses another person's key", async () => {
      const { ask } = await loadFixture(deployVerifier);
      expect(await ask(keyPart(passkeySigner("Robert", ZeroAddress, HOST).bytes), aicha.sign(DIGEST))).to.equal(REFUSED);
    });

    it("refuses keys of any other length", async () => {
      const { ask } = await loadFixture(deployVerifier);
      for (const wrong of ["0x", key.slice(0, 130), concat([key, "0x00"])]) {
        expect(await ask(wrong, aicha.sign(DIGEST))).to.equal(REFUSED);
      }
    });

    it("never accepts a malformed assertion: it refuses or reverts", async () => {
      const { ask } = await loadFixture(deployVerifier);
      const good = aicha.sign(DIGEST);
      const short = AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "bytes32", "uint256", "uint256", "bytes", "string"],
        [id("r"), id("s"), 0, 0, rpIdHash(HOST).slice(0, 20), "{}"],
      );
      const farOffset = concat([good.slice(0, 2 + 4 * 64), toBeHex(2n ** 255n, 32), `0x${good.slice(2 + 5 * 64)}`]);
      for (const malformed of ["0x", "0x00", good.slice(0, 200), short, farOffset, concat([good.slice(0, -64)])]) {
        const answer = await ask(key, malformed).catch(() => REFUSED);
        expect(answer).to.equal(REFUSED);
      }
    });
  });
});

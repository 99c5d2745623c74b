import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { compactVerify, importJWK } from "jose";
import { keccak256, recoverAddress, stringToBytes } from "viem";
import { newKeyMaterial, openKeyRing, sealKeys } from "./key-ring.ts";
import { SealedFileError } from "./sealed-file.ts";

describe("a city's keys in a sealed file", () => {
  const folder = mkdtempSync(join(tmpdir(), "maille-keys-"));
  const path = join(folder, "magog.keys");
  const material = newKeyMaterial("magog-1", 2);
  before(() => sealKeys(path, "the right passphrase", material));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("opens with its passphrase only, is readable by its owner only, and holds nothing in clear", async () => {
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(readFileSync(path, "utf8")).to.not.include(material.enrol.slice(2));
    const keys = await openKeyRing(path, "the right passphrase");
    expect(keys.relayLanes).to.have.length(2);
    const failure = await openKeyRing(path, "another passphrase").then(() => undefined, (error: unknown) => error);
    expect(failure).to.be.instanceOf(SealedFileError);
  });

  it("is never overwritten", () => {
    expect(() => sealKeys(path, "the right passphrase", newKeyMaterial("magog-2"))).to.throw("already");
  });

  it("refuses a file that was altered", async () => {
    const altered = join(folder, "altered.keys");
    const file: { sealed: string } = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(altered, JSON.stringify({ ...file, sealed: `AAAA${file.sealed.slice(4)}` }));
    const failure = await openKeyRing(altered, "the right passphrase").then(() => undefined, (error: unknown) => error);
    expect(failure).to.be.instanceOf(SealedFileError);
  });

  it("signs digests and city messages that others can verify", async () => {
    const keys = await openKeyRing(path, "the right passphrase");
    const digest = keccak256(stringToBytes("something"));
    expect(await recoverAddress({ hash: digest, signature: await keys.enrol.signDigest(digest) })).to.equal(keys.enrol.address);
    const jws = await keys.citySigner.signJws({ typ: "test" }, Buffer.from("hello"));
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK({ ...keys.citySigner.publicJwk }, "ES256"));
    expect(Buffer.from(payload).toString()).to.equal("hello");
    expect(protectedHeader).to.include({ alg: "ES256", kid: "magog-1", typ: "test" });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { NetworkProblem, type NetworkProblemCode } from "../network-problem.ts";
import { parseDescription, readDescription } from "./read-description.ts";
import { validatorOf } from "./public-keys.ts";

/** Public keys of the private keys 1, 2 and 3: known to all, so that no one mistakes them for real ones. */
const KEY_OF_ONE = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
const KEY_OF_TWO = "c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee51ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a";
const ADDRESS_OF_ONE = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf";
const PRIVATE_KEY = "c85ef7d79691fe79573b1a7064c19c1a9819ebdbd1faaab1a8ec92344438aaf4";

const MEMBERS = [["brossard", "B", 1], ["magog", "M", 4], ["delson", "D", 10], ["wendake", "W", 11]] as const;
const rehearsed = (fields = ""): string[] =>
  MEMBERS.map(([slug, character, id]) =>
    `  - { id: ${id}, slug: ${slug}, name: ${slug}, population: 2134, character: ${character}, p2pPort: ${30_300 + id}, rpcPort: ${8_600 + id}, rehearsal: true${slug === "magog" ? fields : ""} }`);
const brought = (key: string): string => `
  - id: 4
    slug: magog
    name: Magog
    population: 26669
    character: M
    portalHost: maille.magog.example
    host: 10.20.0.4
    ${key}
    founding:
      serviceSigner: 0x2222222222222222222222222222222222222224
      officers: [{ signer: 0x3333333333333333333333333333333333333341, powers: [ADMIN, COUNCIL] }]`;
const described = (cities: readonly string[], head = ""): string => `name: Essai\nchainId: 20274\n${head}cities:\n${cities.join("\n")}\n`;
const withMagog = (key: string): string => described(rehearsed().map((city, index) => (index === 1 ? brought(key) : city)));

function problemOf(text: string, folder = "/nowhere"): NetworkProblem {
  try {
    parseDescription(text, folder);
  } catch (error) {
    if (error instanceof NetworkProblem) return error;
    throw error;
  }
  throw new Error("the description was accepted");
}

function expectRefusal(text: string, code: NetworkProblemCode, ...mentions: string[]): void {
  const { code: found, fr, en } = problemOf(text);
  expect(found).to.equal(code);
  for (const mention of mentions) {
    expect(fr).to.include(mention);
    expect(en).to.include(mention);
  }
}

describe("readDescription", () => {
  it("reads a rehearsal, on loopback, as a trial network", () => {
    const { cities, isTrial, requestTimeoutSeconds, transactionGasLimit } = parseDescription(described(rehearsed()), "/nowhere");
    expect(cities.map(({ slug, host, publicKey }) => ({ slug, host, publicKey }))).to.deep.equal(
      MEMBERS.map(([slug]) => ({ slug, host: "127.0.0.1", publicKey: undefined })),
    );
    expect(isTrial).to.equal(true);
    expect(requestTimeoutSeconds).to.equal(4);
    expect(transactionGasLimit).to.equal(16_777_216n);
  });

  it("keeps every digit of a key that is written without quotes", () => {
    const { cities } = parseDescription(withMagog(`publicKey: 0x${KEY_OF_ONE}`), "/nowhere");
    expect(cities[1]?.publicKey).to.equal(`0x${KEY_OF_ONE}`);
  });

  it("takes the key of an enode, when it is the validator's", () => {
    const enode = `enode: enode://${KEY_OF_ONE}@10.20.0.4:30303\n    validatorAddress: "${ADDRESS_OF_ONE}"`;
    expect(parseDescription(withMagog(enode), "/nowhere").cities[1]?.publicKey).to.equal(`0x${KEY_OF_ONE}`);
    expect(validatorOf(`0x${KEY_OF_ONE}`)).to.equal(ADDRESS_OF_ONE);
    expectRefusal(withMagog(enode.replaceAll(KEY_OF_ONE, KEY_OF_TWO)), "KEY_MISMATCH", "Magog");
  });

  it("refuses a private key wherever it stands, and never repeats it", () => {
    for (const text of [
      withMagog(`publicKey: "0x${PRIVATE_KEY}"`),
      withMagog(`publicKey: ${PRIVATE_KEY}`),
      withMagog(`enode: enode://${PRIVATE_KEY}@10.20.0.4:30303`),
      withMagog(`publicKey: 0x${KEY_OF_ONE}\n    privateKey: anything`),
      described(rehearsed(), `deployer: 0x${PRIVATE_KEY}\n`),
    ]) {
      const { code, fr, en } = problemOf(text);
      expect(code).to.equal("PRIVATE_KEY_GIVEN");
      expect(fr + en).not.to.include(PRIVATE_KEY);
    }
  });

  it("refuses a file that holds a private key where the public one was meant", () => {
    const folder = mkdtempSync(join(tmpdir(), "maille-network-"));
    try {
      writeFileSync(join(folder, "key"), `0x${PRIVATE_KEY}\n`);
      writeFileSync(join(folder, "key.pem"), "-----BEGIN EC PRIVATE KEY-----\n");
      writeFileSync(join(folder, "key.pub"), `0x${KEY_OF_ONE}\n`);
      expect(problemOf(withMagog("publicKeyFile: key"), folder).code).to.equal("PRIVATE_KEY_GIVEN");
      expect(problemOf(withMagog("publicKeyFile: key.pem"), folder).code).to.equal("PRIVATE_KEY_GIVEN");
      expect(problemOf(withMagog("publicKeyFile: missing"), folder).code).to.equal("KEY_UNREADABLE");
      expect(parseDescription(withMagog("publicKeyFile: key.pub"), folder).cities[1]?.publicKey).to.equal(`0x${KEY_OF_ONE}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses two cities that share a key", () => {
    const twice = [rehearsed()[0] ?? "", brought(`publicKey: 0x${KEY_OF_ONE}`), brought(`publicKey: 0x04${KEY_OF_ONE}`)
      .replaceAll("magog", "delson").replace("Magog", "Delson").replace("id: 4", "id: 10").replace("character: M", "character: D").replace("0.4", "0.10"), rehearsed()[3] ?? ""];
    expectRefusal(described(twice), "KEY_REPEATED", "Magog", "Delson");
  });

  it("refuses an unknown field, by its place", () => {
    expectRefusal(described(rehearsed(", colour: blue")), "FIELD_UNKNOWN", "cities.1.colour");
    expectRefusal(described(rehearsed(), "chainID: 1\n"), "FIELD_UNKNOWN", "chainID");
  });

  it("refuses three validators", () => {
    expectRefusal(described(rehearsed().slice(1)), "TOO_FEW_VALIDATORS", "3", "4");
  });

  it("refuses two nodes on one port, and two cities with one id", () => {
    expectRefusal(described(rehearsed().map((city) => city.replace("p2pPort: 30311", "p2pPort: 8604"))), "PORT_REPEATED", "127.0.0.1:8604");
    expectRefusal(described(rehearsed().map((city) => city.replace("id: 10,", "id: 4,"))), "CITY_REPEATED", "magog", "delson");
  });

  it("refuses what does not fit, by the name of its field", () => {
    expectRefusal(described(rehearsed(), "requestTimeoutSeconds: 1\n"), "FIELD_INVALID", "requestTimeoutSeconds");
    expectRefusal(described(rehearsed().map((city) => city.replace("2134", "-1"))), "FIELD_INVALID", "cities.0.population");
    expectRefusal(described(rehearsed(", host: 10.0.0.1")), "FIELD_INVALID", "host (magog)");
    expectRefusal(withMagog("rehearsal: false"), "FIELD_INVALID", "cities (magog)");
    expectRefusal(withMagog(`publicKey: 0x${KEY_OF_ONE}`).replace("    portalHost: maille.magog.example\n", ""), "FIELD_INVALID", "portalHost (magog)");
  });

  it("refuses what is no YAML, by its line, and a missing file", () => {
    expectRefusal("name: Essai\nchainId: [1\n", "DESCRIPTION_UNREADABLE");
    expectRefusal("name: Essai\nname: Autre\n", "DESCRIPTION_UNREADABLE", "2");
    expect(() => readDescription("/nowhere/network.yaml")).to.throw(NetworkProblem).with.property("code", "DESCRIPTION_UNREADABLE");
  });
});

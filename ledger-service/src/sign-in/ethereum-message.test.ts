import { expect } from "chai";
import { Problem } from "../kernel/problem.ts";
import { readEthereumMessage } from "./ethereum-message.ts";

const now = new Date("2026-11-25T15:00:00.000Z");
const nonce = "a".repeat(64);
const expected = { domain: "brossard.localhost:8080", uri: "http://brossard.localhost:8080", chainId: 450_001, nonce };
const address = "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B";

const lines = {
  domain: `brossard.localhost:8080 wants you to sign in with your Ethereum account:`,
  address,
  uri: "URI: http://brossard.localhost:8080",
  version: "Version: 1",
  chainId: "Chain ID: 450001",
  nonce: `Nonce: ${nonce}`,
  issuedAt: "Issued At: 2026-11-25T14:59:50.000Z",
  expirationTime: "Expiration Time: 2026-11-25T15:04:50.000Z",
};

type Field = keyof typeof lines;

function message(changes: Partial<Record<Field, string | undefined>> = {}): string {
  const all: Partial<Record<Field, string | undefined>> = { ...lines, ...changes };
  const head = [all.domain, all.address, "", ""].filter((line) => line !== undefined);
  const body = (["uri", "version", "chainId", "nonce", "issuedAt", "expirationTime"] as const).map((field) => all[field]);
  return [...head, ...body.filter((line) => line !== undefined)].join("\n");
}

const refusal = (text: string): string | undefined => {
  try {
    readEthereumMessage(text, expected, now);
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
};

describe("readEthereumMessage", () => {
  it("reads a message with everything that is expected", () => {
    expect(readEthereumMessage(message(), expected, now)).to.deep.equal({ address });
  });

  for (const field of ["uri", "version", "chainId", "nonce", "issuedAt", "expirationTime"] as const) {
    it(`refuses a message without ${field} [S1]`, () => {
      expect(refusal(message({ [field]: undefined }))).to.equal("sign-in-refused");
    });
  }

  it("refuses a message without a domain [S1]", () => {
    expect(refusal(message({ domain: " wants you to sign in with your Ethereum account:" }))).to.equal("sign-in-refused");
  });

  const others: readonly (readonly [Field, string])[] = [
    ["domain", "evil.example wants you to sign in with your Ethereum account:"],
    ["domain", "https://brossard.localhost:8080 wants you to sign in with your Ethereum account:"],
    ["uri", "URI: http://magog.localhost:8080"],
    ["uri", "URI: http://brossard.localhost:8080/elsewhere"],
    ["version", "Version: 2"],
    ["chainId", "Chain ID: 1"],
    ["nonce", `Nonce: ${"b".repeat(64)}`],
  ];
  for (const [field, line] of others) {
    it(`refuses « ${line} » [S1, S2]`, () => {
      expect(refusal(message({ [field]: line }))).to.equal("sign-in-refused");
    });
  }

  it("refuses a life longer than five minutes [S1]", () => {
    expect(refusal(message({ expirationTime: "Expiration Time: 2026-11-25T15:10:00.000Z" }))).to.equal("sign-in-refused");
  });

  it("refuses what has lapsed", () => {
    const lapsed = { issuedAt: "Issued At: 2026-11-25T14:50:00.000Z", expirationTime: "Expiration Time: 2026-11-25T14:55:00.000Z" };
    expect(refusal(message(lapsed))).to.equal("sign-in-expired");
  });

  it("refuses what is issued in the future", () => {
    const ahead = { issuedAt: "Issued At: 2026-11-25T15:30:00.000Z", expirationTime: "Expiration Time: 2026-11-25T15:35:00.000Z" };
    expect(refusal(message(ahead))).to.equal("sign-in-refused");
  });

  it("refuses text after the message", () => {
    expect(refusal(`${message()}\nRequest ID: 1\n`)).to.equal("sign-in-refused");
    expect(refusal("")).to.equal("sign-in-refused");
  });
});

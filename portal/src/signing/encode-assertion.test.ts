import { expect } from "chai";
import { decodeAbiParameters } from "viem/utils";
import { AssertionWithoutMember, encodeAssertion } from "./encode-assertion.ts";
import { P256_ORDER } from "./p256.ts";

const layout = [{ type: "bytes32" }, { type: "bytes32" }, { type: "uint256" }, { type: "uint256" }, { type: "bytes" }, { type: "string" }] as const;
const authenticatorData = new Uint8Array(37).fill(7);

function decode(clientDataJson: string, s = 9n) {
  return decodeAbiParameters(layout, encodeAssertion({ signature: { r: 5n, s }, authenticatorData, clientDataJson }));
}

describe("encodeAssertion", () => {
  const plain = '{"type":"webauthn.get","challenge":"abc","origin":"https://brossard.localhost"}';

  it("points at the challenge and type members", () => {
    const [, , challengeIndex, typeIndex, data, json] = decode(plain);
    expect(plain.slice(Number(challengeIndex))).to.match(/^"challenge":"abc"/);
    expect(plain.slice(Number(typeIndex))).to.match(/^"type":"webauthn.get"/);
    expect(data).to.equal(`0x${"07".repeat(37)}`);
    expect(json).to.equal(plain);
  });

  it("computes the indexes in bytes when the browser adds members before them", () => {
    const odd = '{"ville":"Châteauguay","challenge":"abc","type":"webauthn.get"}';
    const [, , challengeIndex] = decode(odd);
    const bytes = new TextEncoder().encode(odd);
    expect(new TextDecoder().decode(bytes.subarray(Number(challengeIndex)))).to.match(/^"challenge":"abc"/);
  });

  it("lowers a high s", () => {
    const [, s] = decode(plain, P256_ORDER - 3n);
    expect(BigInt(s)).to.equal(3n);
  });

  it("refuses client data without a challenge", () => {
    expect(() => decode('{"type":"webauthn.get"}')).to.throw(AssertionWithoutMember, "challenge");
  });
});

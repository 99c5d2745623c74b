import { expect } from "chai";
import { hashTypedData } from "viem/utils";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { demoSigner } from "./demo-signer.ts";
import { completeTypedData, signAsked, structHashOf, UnknownStruct } from "./typed-struct.ts";
import type { ContractPlaces, ToSign } from "./typed-struct.ts";

const desk = `0x${"de".repeat(20)}` as const;
const places: ContractPlaces = { chainId: 450001, contracts: { redemptionDesk: desk } };
const charge: ToSign = {
  contract: "redemptionDesk",
  primaryType: "Charge",
  message: { merchant: `0x${"11".repeat(20)}`, terminal: `0x${"22".repeat(32)}`, points: "250", offerHash: `0x${"33".repeat(32)}`, random: `0x${"44".repeat(32)}`, validBefore: "1795000000" },
};
const asking = (change: Record<string, unknown>): ToSign => ({ ...charge, message: { ...charge.message, ...change } });

describe("completeTypedData", () => {
  it("reads decimal text as the number it is", () => {
    const text = hashTypedData(completeTypedData(charge, places));
    expect(text).to.equal(hashTypedData(completeTypedData(asking({ points: 250n, validBefore: 1795000000n }), places)));
    expect(text).to.not.equal(hashTypedData(completeTypedData(asking({ points: "251" }), places)));
  });

  it("is bound to the network and to the contract", () => {
    const here = hashTypedData(completeTypedData(charge, places));
    expect(hashTypedData(completeTypedData(charge, { ...places, chainId: 450002 }))).to.not.equal(here);
    expect(hashTypedData(completeTypedData(charge, { ...places, contracts: { redemptionDesk: `0x${"ad".repeat(20)}` } }))).to.not.equal(here);
  });

  it("refuses a struct it does not know, or under another contract", () => {
    for (const change of [{ primaryType: "TransferAll" }, { primaryType: "toString" }, { contract: "accounts" }]) {
      expect(() => completeTypedData({ ...charge, ...change }, places), JSON.stringify(change)).to.throw(UnknownStruct);
    }
    expect(() => completeTypedData(charge, { ...places, contracts: {} })).to.throw(UnknownStruct);
  });
});

describe("structHashOf", () => {
  it("changes with the terms, not with the network: both screens compute the same charge id [W14]", () => {
    expect(structHashOf(charge)).to.match(/^0x[0-9a-f]{64}$/);
    expect(structHashOf(asking({ points: 250n }))).to.equal(structHashOf(charge));
    expect(structHashOf(asking({ points: "260" }))).to.not.equal(structHashOf(charge));
  });
});

describe("signAsked", () => {
  it("gives the key and a signature of the completed struct, by a cast key that says it is one", async () => {
    const privateKey = generatePrivateKey();
    const signer = await demoSigner({ algorithm: "secp256k1", privateKey });
    const signed = await signAsked(signer, charge, places);
    expect(signer.demo).to.equal(true);
    expect(signed.signer).to.equal(privateKeyToAccount(privateKey).address);
    expect(signed.signature).to.equal(await privateKeyToAccount(privateKey).signTypedData(completeTypedData(charge, places)));
  });
});

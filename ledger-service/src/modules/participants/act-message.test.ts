import { expect } from "chai";
import { accreditationTypedData, openAccountsTypedData, programmeOpeningTypedData } from "../../platform/chain/generated/typed-data.ts";
import { ActMessageError, reviveMessage } from "./act-message.ts";

const accreditation = {
  cityId: 3,
  institution: `0x${"11".repeat(20)}`,
  kind: 2,
  salt: `0x${"22".repeat(32)}`,
  profileHash: `0x${"33".repeat(32)}`,
  dailyCeilingPoints: "340282366920938463463374607431768211455",
  validBefore: "1790000000",
};

describe("stored message of an act", () => {
  it("gives large integers as bigint and small ones as numbers", () => {
    const message = reviveMessage(accreditationTypedData, accreditation);
    expect(message.dailyCeilingPoints).to.equal(2n ** 128n - 1n);
    expect(message.validBefore).to.equal(1_790_000_000n);
    expect(message.kind).to.equal(2);
  });

  it("goes into nested structs and lists", () => {
    const opening = { account: accreditation.institution, kind: 1, signerKind: 2, signer: "0x1234" };
    const message = reviveMessage(openAccountsTypedData, { cityId: 1, openings: [opening], validBefore: "5" });
    expect(message.openings).to.deep.equal([opening]);
    const resolution = { year: 2026, number: 14, documentHash: accreditation.salt };
    const programme = { cityId: 1, ordinal: 1, unit: 1, resolution, rate: { points: 1, quantity: 1 }, budgetPoints: "10", weeklyCeilingPoints: "5", startsAt: "1", endsAt: "2", pendingSeconds: 120, validBefore: "3" };
    expect(reviveMessage(programmeOpeningTypedData, programme).resolution).to.deep.equal(resolution);
  });

  it("refuses a missing field, another type and a number too large", () => {
    for (const change of [{ salt: undefined }, { salt: "0x22" }, { kind: 256 }, { kind: "-1" }, { cityId: "three" }]) {
      expect(() => reviveMessage(accreditationTypedData, { ...accreditation, ...change })).to.throw(ActMessageError);
    }
  });

  it("leaves out what the struct does not have", () => {
    expect(reviveMessage(accreditationTypedData, { ...accreditation, other: 1 })).not.to.have.property("other");
  });
});

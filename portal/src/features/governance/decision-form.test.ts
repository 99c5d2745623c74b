import { expect } from "chai";
import { councilDecisionsText } from "../../i18n/council-decisions.text.ts";
import { readDecision } from "./decision-form.ts";

const words = councilDecisionsText.fr;
const address = "0x1111111111111111111111111111111111111111";

describe("decision of a council's proposal, as it is written", () => {
  it("reads amounts with thin spaces and keeps points as text", () => {
    expect(readDecision({ kind: "WEEKLY_MINUTES", values: { ceilingMinutes: "2\u202F400" } }, 0, words)).to.deep.equal({
      decision: { kind: "WEEKLY_MINUTES", ceilingMinutes: 2400 },
    });
    const caps = readDecision({ kind: "CAPS", values: { signerKind: "DEVICE", perChargePoints: "500", perDayPoints: "1 000", ceilingPerDayPoints: "2 000" } }, 0, words);
    expect(caps).to.have.nested.property("decision.perDayPoints", "1000");
  });

  it("names each field to correct, by the control that holds it", () => {
    const { mistakes } = readDecision({ kind: "REPLACE_VALIDATOR", values: { validator: "0x12" } }, 1, words) as { mistakes: { fieldId: string }[] };
    expect(mistakes.map(({ fieldId }) => fieldId)).to.deep.equal(["decisions-1-cityId", "decisions-1-validator"]);
    expect(readDecision({ kind: "", values: {} }, 0, words)).to.have.nested.property("mistakes[0].fieldId", "decisions-0-kind");
  });

  it("takes periods as rising civil days of Montréal, and no others", () => {
    const read = (startsAt: string) => readDecision({ kind: "ADD_PERIODS", values: { startsAt } }, 0, words);
    expect(read("2027-01-01\n2027-07-01")).to.deep.equal({ decision: { kind: "ADD_PERIODS", startsAt: ["2027-01-01T05:00:00.000Z", "2027-07-01T04:00:00.000Z"] } });
    expect(read("2027-07-01\n2027-01-01")).to.have.property("mistakes");
    expect(read("bientôt")).to.have.property("mistakes");
  });

  it("shapes an admission as the service takes it", () => {
    const values = { newCityId: "12", population: "7 457", host: "points.delson.ca", validator: address, administratorAccount: address, administratorSigner: address, serviceAccount: address, serviceSigner: address };
    expect(readDecision({ kind: "ADMIT_CITY", values }, 0, words)).to.deep.equal({
      decision: { kind: "ADMIT_CITY", cityId: 12, population: 7457, host: "points.delson.ca", validator: address, administrator: { account: address, signer: address }, service: { account: address, signer: address } },
    });
  });
});

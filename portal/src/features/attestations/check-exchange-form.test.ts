import { expect } from "chai";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { checkExchangeForm, emptyExchangeForm } from "./check-exchange-form.ts";
import type { ExchangeForm } from "./check-exchange-form.ts";

const words = exchangesText.fr.form;
const limits = { pointsPerMinuteMax: 2, pairPointsMax: "600", newPartnersMax: 3 };
const form: ExchangeForm = { partnerCode: "b3k 7m2 q9x", iAm: "RECEIVER", kind: "SERVICE", title: "Déneiger l’escalier", description: "", duration: "2 h", points: "120" };
const fieldsOf = (changed: Partial<ExchangeForm>) => {
  const checked = checkExchangeForm({ ...form, ...changed }, limits, words);
  return "mistakes" in checked ? checked.mistakes.map((mistake) => mistake.fieldId) : [];
};

describe("checkExchangeForm", () => {
  it("gives what the service takes", () => {
    const checked = checkExchangeForm(form, limits, words);
    expect(checked).to.deep.equal({ proposal: { partnerMemberCode: "B3K7M2Q9X", iAm: "RECEIVER", title: "Déneiger l’escalier", description: "", points: "120", quantityMinutes: 120, kind: "SERVICE" } });
  });

  it("lists every correction in the order of the fields", () => {
    const checked = checkExchangeForm(emptyExchangeForm, limits, words);
    expect("mistakes" in checked && checked.mistakes.map((mistake) => mistake.fieldId)).to.deep.equal(["code-membre", "role", "titre", "duree", "points"]);
  });

  it("says the most that the time allows, to the point [A12]", () => {
    expect(fieldsOf({ points: "240" })).to.deep.equal([]);
    expect(fieldsOf({ points: "241" })).to.deep.equal(["points"]);
  });

  it("asks no duration of an object", () => {
    expect(fieldsOf({ kind: "OBJECT", duration: "", points: "500" })).to.deep.equal([]);
  });
});

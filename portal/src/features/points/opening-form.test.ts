import { expect } from "chai";
import { programmesText } from "../../i18n/programmes.text.ts";
import { openingMistakes, openingOf, resolutionLabel } from "./opening-form.ts";
import type { OpeningForm } from "./opening-form.ts";

const form: OpeningForm = {
  title: "Bénévolat", year: "2026", number: "14", documentText: "Il est résolu d’ouvrir le programme.", unit: "MINUTE", ratePoints: "100", rateQuantity: "60",
  budgetPoints: "600 000", weeklyCeilingPoints: "1 000", startsOn: "2026-01-01", endsOn: "2026-12-31", pendingSeconds: "1209600",
};

describe("opening-form", () => {
  it("sends what was typed, in the units and the time of the service", () => {
    expect(openingMistakes(form, programmesText.fr)).to.be.empty;
    expect(openingOf(form)).to.deep.include({ budgetPoints: "600000", rate: { points: 100, quantity: 60 }, startsAt: "2026-01-01T05:00:00.000Z", endsAt: "2027-01-01T04:59:59.000Z" });
    expect(resolutionLabel(openingOf(form).resolution)).to.equal("2026-014");
  });

  it("names each field to correct, in order", () => {
    const wrong = { ...form, title: "", number: "x", budgetPoints: "0", endsOn: "2025-12-31" };
    expect(openingMistakes(wrong, programmesText.fr).map(({ fieldId }) => fieldId)).to.deep.equal(["title", "resolution-number", "budgetPoints", "endsAt"]);
  });
});

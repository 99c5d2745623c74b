import { expect } from "chai";
import { pointsText } from "../../i18n/points.text.ts";
import { movementReason } from "./movement-reason.ts";
import type { Movement } from "./movements.ts";

const words = pointsText.fr.reason;
const names: Record<number, string> = { 1: "Brossard", 9: "Magog" };
const reasonOf = (movement: Movement) => movementReason(movement, words, (id) => names[id]);
const base = { id: "1", at: "2026-11-22T15:12:00Z", lots: [], title: "", blockNumber: 12 };

describe("movementReason", () => {
  it("says who attested, who signed and under which resolution", () => {
    const reason = { programmeTitle: "Bénévolat", institutionName: "Carrefour d’entraide", signerName: "Nadia Benali", resolution: "2026-014" };
    expect(reasonOf({ ...base, kind: "EARNED", points: "600", reason })).to.equal(
      "Bénévolat. Attesté par Carrefour d’entraide, signé par Nadia Benali. Résolution 2026-014 du conseil.",
    );
  });

  it("leaves out what is not known", () => {
    expect(reasonOf({ ...base, kind: "EARNED", points: "5", reason: { resolution: "2026-015" } })).to.equal("Résolution 2026-015 du conseil.");
    expect(reasonOf({ ...base, kind: "EARNED", points: "5", reason: {} })).to.equal("");
  });

  it("says where points were spent, when it was approved, and whose points paid", () => {
    const lots = [{ cityId: 1, points: "300" }, { cityId: 9, points: "150" }];
    expect(reasonOf({ ...base, kind: "REDEEMED", points: "-450", lots, reason: { cityName: "Brossard" } })).to.equal(
      "Achat à Brossard. Approuvé par vous à 10\u00a0h\u00a012. Payé avec des points de Brossard et Magog.",
    );
  });

  it("names the other person of an exchange only when it is known", () => {
    expect(reasonOf({ ...base, kind: "EXCHANGE_IN", points: "120", reason: { partnerName: "Robert Tremblay" } })).to.contain("Robert Tremblay");
    expect(reasonOf({ ...base, kind: "EXCHANGE_OUT", points: "-120", reason: {} })).to.equal("Service reçu. Échange confirmé par vous deux.");
  });
});

import { expect } from "chai";
import { lineDisputeToSign, revocationToSign, SheetDiffers, sheetToSign } from "./sheet-to-sign.ts";

const carrefour = `0x${"ca".repeat(20)}`;
const guignolee = `0x${"a1".repeat(32)}`;
const benevolat = `0x${"be".repeat(32)}`;
const sheetId = `0x${"5e".repeat(32)}`;
const message = { institution: carrefour, programmeId: benevolat, activityId: guignolee, weekIndex: 2968, part: 0, lineCount: 2, totalQuantity: "300", linesRoot: sheetId, validBefore: "1764100000" };
const asked = { contract: "earningSheets", primaryType: "Sheet", message };
const shown = { institution: carrefour, activityId: guignolee, programmeId: benevolat, part: 0, sum: { lineCount: 2, totalQuantity: 300n } };

describe("sheetToSign", () => {
  it("gives the sheet whose people and hours are those on the screen [A1]", () => {
    expect(sheetToSign(asked, shown)).to.equal(asked);
  });

  it("refuses another organization, activity, part, number of people or total", () => {
    for (const changed of [{ institution: `0x${"cb".repeat(20)}` }, { activityId: sheetId }, { programmeId: sheetId }, { part: 1 }, { lineCount: 3 }, { totalQuantity: "360" }]) {
      expect(() => sheetToSign({ ...asked, message: { ...message, ...changed } }, shown), JSON.stringify(changed)).to.throw(SheetDiffers);
    }
    expect(() => sheetToSign({ ...asked, primaryType: "SheetRevocation" }, shown)).to.throw(SheetDiffers);
  });
});

describe("revocationToSign and lineDisputeToSign", () => {
  const revocation = { contract: "earningSheets", primaryType: "SheetRevocation", message: { sheetId, reasonCode: 6, validBefore: "1764100000" } };
  const dispute = { contract: "earningSheets", primaryType: "LineDispute", message: { sheetId, index: 4, cityId: 0, reasonCode: 4, validBefore: "1764100000" } };

  it("gives what the person chose", () => {
    expect(revocationToSign(revocation, sheetId, 6)).to.equal(revocation);
    expect(lineDisputeToSign(dispute, { sheetId, index: 4 }, 4)).to.equal(dispute);
  });

  it("refuses another sheet, line or reason", () => {
    expect(() => revocationToSign(revocation, guignolee, 6)).to.throw(SheetDiffers);
    expect(() => revocationToSign(revocation, sheetId, 1)).to.throw(SheetDiffers);
    expect(() => lineDisputeToSign(dispute, { sheetId, index: 5 }, 4)).to.throw(SheetDiffers);
    expect(() => lineDisputeToSign(dispute, { sheetId, index: 4 }, 1)).to.throw(SheetDiffers);
  });
});

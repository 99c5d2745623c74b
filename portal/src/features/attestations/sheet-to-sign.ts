import type { ToSign } from "../../signing/typed-struct.ts";
import type { SheetSum } from "./review-sheet.ts";

/** What is asked to be signed is not what the screen shows: nothing is signed. */
export class SheetDiffers extends Error {
  readonly member: string;
  constructor(member: string) {
    super(`The sheet's ${member} is not the one shown`);
    this.name = "SheetDiffers";
    this.member = member;
  }
}

function requireStruct(asked: ToSign, primaryType: string): void {
  if (asked.contract !== "earningSheets" || asked.primaryType !== primaryType) throw new SheetDiffers("kind");
}

function requireMember(asked: ToSign, member: string, shown: string | number): void {
  if (String(asked.message[member]).toLowerCase() !== String(shown).toLowerCase()) throw new SheetDiffers(member);
}

export type SheetShown = { institution: string; activityId: string; programmeId: string; part: number; sum: Pick<SheetSum, "lineCount" | "totalQuantity"> };

/** The sheet to sign: this organization, activity and part, as many people and as much as the screen says. */
export function sheetToSign(asked: ToSign, { institution, activityId, programmeId, part, sum }: SheetShown): ToSign {
  requireStruct(asked, "Sheet");
  requireMember(asked, "institution", institution);
  requireMember(asked, "activityId", activityId);
  requireMember(asked, "programmeId", programmeId);
  requireMember(asked, "part", part);
  requireMember(asked, "lineCount", sum.lineCount);
  requireMember(asked, "totalQuantity", sum.totalQuantity.toString());
  return asked;
}

/** The revocation to sign: of this sheet, for this reason. */
export function revocationToSign(asked: ToSign, sheetId: string, reasonCode: number): ToSign {
  requireStruct(asked, "SheetRevocation");
  requireMember(asked, "sheetId", sheetId);
  requireMember(asked, "reasonCode", reasonCode);
  return asked;
}

/** The dispute to sign: of this line of this sheet, for this reason. */
export function lineDisputeToSign(asked: ToSign, line: { sheetId: string; index: number }, reasonCode: number): ToSign {
  requireStruct(asked, "LineDispute");
  requireMember(asked, "sheetId", line.sheetId);
  requireMember(asked, "index", line.index);
  requireMember(asked, "reasonCode", reasonCode);
  return asked;
}

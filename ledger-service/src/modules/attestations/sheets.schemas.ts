import { z } from "zod";
import { address, bytes32, count, isoTime, points, signed, toSign } from "../../platform/http/wire-schemas.ts";
import { programmeUnits } from "../points/programme-units.ts";

/** Lines of one sheet; a larger activity is filed in parts. */
export const SHEET_LINES_LIMIT = 1_000;

const activityTitle = z.string().trim().min(3).max(120);

export const activitySchema = z
  .object({
    activityId: bytes32,
    title: z.string(),
    programmeId: bytes32,
    programmeTitle: z.string(),
    unit: z.enum(programmeUnits),
    weekIndex: count,
    weekStartsOn: z.iso.date(),
    place: z.string().nullable(),
    sheetCount: count,
  })
  .meta({ id: "Activity" });
export const activitiesSchema = z.object({ activities: z.array(activitySchema) }).meta({ id: "Activities" });
export const activityCreatedSchema = z.object({ activity: activitySchema }).meta({ id: "ActivityCreated" });
export const createActivityBody = z
  .object({
    title: activityTitle,
    programmeId: bytes32,
    weekStartsOn: z.iso.date(),
    place: z.string().trim().max(200).optional().meta({ description: "Private: never leaves the city" }),
  })
  .meta({ id: "ActivityRequest" });

const typedLine = z.object({ memberCode: z.string().max(40), quantityText: z.string().max(40) });
const typedLines = z.array(typedLine).max(SHEET_LINES_LIMIT);

export const checkSheetBody = z
  .object({
    activityId: bytes32,
    lines: typedLines.optional(),
    pastedText: z.string().max(200_000).optional().meta({ description: "Instead of lines: rows pasted from a table or a CSV file" }),
  })
  .meta({ id: "SheetCheckRequest" });

const lineFinding = z.object({ code: z.string(), message: z.string(), messageEn: z.string() });

export const checkedLineSchema = z
  .object({
    row: count,
    memberCode: z.string(),
    quantityText: z.string(),
    quantity: count.optional(),
    quantityMinutes: count.optional().meta({ description: "The quantity when the programme counts minutes" }),
    error: lineFinding.optional(),
    warning: lineFinding.optional(),
  })
  .meta({ id: "CheckedLine" });

export const sheetTotalsSchema = z
  .object({ lineCount: count, totalQuantity: points, totalQuantityText: z.string(), points })
  .meta({ id: "SheetTotals" });

export const sheetCheckSchema = z
  .object({ lines: z.array(checkedLineSchema), totals: sheetTotalsSchema, errorCount: count })
  .meta({ id: "SheetCheck" });

export const draftSheetBody = z
  .object({ activityId: bytes32, part: z.number().int().min(0).max(65_535).optional(), lines: typedLines.min(1) })
  .meta({ id: "SheetDraftRequest" });
export const sheetDraftSchema = z
  .object({ draftId: z.uuid(), sheetId: bytes32, toSign, totals: sheetTotalsSchema })
  .meta({ id: "SheetDraft" });
export const signedBody = z.object({ signed }).meta({ id: "SignedRequest" });
export const draftParams = z.object({ draftId: z.uuid() });
export const sheetParams = z.object({ sheetId: bytes32 });
export const lineParams = z.object({ sheetId: bytes32, index: z.coerce.number().int().min(0).max(SHEET_LINES_LIMIT) });

export const sheetStatuses = ["SENT", "FILED", "FINISHED", "STRUCK", "REVOKED", "EXPIRED"] as const;
export const lineStatuses = ["PENDING", "POSTED", "DISPUTED", "STRUCK"] as const;

const sheetSummaryFields = {
  sheetId: bytes32,
  activityTitle: z.string(),
  programmeTitle: z.string(),
  unit: z.enum(programmeUnits),
  weekIndex: count,
  weekStartsOn: z.iso.date(),
  part: count,
  lineCount: count,
  totalQuantity: points,
  totalQuantityText: z.string(),
  reservedPoints: points,
  issuedPoints: points,
  status: z.enum(sheetStatuses),
  filedAt: isoTime.nullable(),
  windowEndsAt: isoTime.nullable(),
  counts: z.object({ open: count, posted: count, disputed: count, struck: count }),
};
export const sheetSummarySchema = z.object(sheetSummaryFields).meta({ id: "SheetSummary" });
export const sheetsSchema = z.object({ sheets: z.array(sheetSummarySchema), asOfBlock: count }).meta({ id: "Sheets" });

export const sheetLineSchema = z
  .object({
    index: count,
    memberCode: z.string().meta({ description: "The code given by the volunteer; never an account [D5]" }),
    quantity: count,
    quantityText: z.string(),
    status: z.enum(lineStatuses),
    points,
    reason: z.string().nullable().meta({ description: "Why a line is disputed or struck, as people read it" }),
    dispute: z.object({ round: count, by: z.enum(["RESIDENT_CITY", "PROGRAMME_CITY", "INSTITUTION"]), openedAt: isoTime, decideBefore: isoTime }).nullable(),
  })
  .meta({ id: "SheetLine" });
export const sheetStepSchema = z.object({ step: z.enum(["SIGNED", "FILED", "VOLUNTEERS_TOLD", "WINDOW_OVER", "POSTED"]), at: isoTime.nullable(), isDone: z.boolean() });
export const sheetDetailSchema = z
  .object({
    ...sheetSummaryFields,
    institution: address,
    institutionName: z.string(),
    signerName: z.string().nullable(),
    resolution: z.string(),
    canRevoke: z.boolean(),
    lines: z.array(sheetLineSchema),
    steps: z.array(sheetStepSchema),
    asOfBlock: count,
  })
  .meta({ id: "SheetDetail" });

const reasonCode = z.number().int().min(1).max(255);
/** First call without `signed` answers what to sign; the second sends it. */
export const signedReasonBody = z.object({ reasonCode, validBefore: z.string().regex(/^\d{1,12}$/).optional(), signed: signed.optional() }).meta({ id: "SignedReasonRequest" });
export const toSignSchema = z.object({ toSign }).meta({ id: "ToSignAnswer" });

export const pendingLineSchema = z
  .object({
    sheetId: bytes32,
    index: count,
    activityTitle: z.string(),
    institutionName: z.string(),
    signerName: z.string().nullable(),
    programmeTitle: z.string(),
    resolution: z.string(),
    unit: z.enum(programmeUnits),
    quantity: count,
    quantityText: z.string(),
    points,
    weekStartsOn: z.iso.date(),
    filedAt: isoTime,
    windowEndsAt: isoTime,
    status: z.enum(lineStatuses),
    canContest: z.boolean(),
    contest: z.object({ requestedAt: isoTime, reasonCode: count, status: z.enum(["REQUESTED", "OPENED", "RELEASED", "STRUCK", "REFUSED", "TOO_LATE"]) }).nullable(),
  })
  .meta({ id: "PendingLine" });
export const pendingLinesSchema = z.object({ lines: z.array(pendingLineSchema), asOfBlock: count }).meta({ id: "PendingLines" });
export const contestBody = z.object({ reasonCode, explanation: z.string().trim().max(1_000).default("") }).meta({ id: "ContestRequest" });
export const contestCreatedSchema = z.object({ requestId: z.uuid(), requestedAt: isoTime }).meta({ id: "ContestCreated" });

export const disputesSchema = z
  .object({
    requests: z.array(
      z.object({
        requestId: z.uuid(),
        sheetId: bytes32,
        index: count,
        residentName: z.string().nullable().meta({ description: "Only residents of this city; nobody when the service itself asks (A2, A3)" }),
        reasonCode: count,
        reason: z.string(),
        explanation: z.string(),
        requestedAt: isoTime,
        windowEndsAt: isoTime,
        institutionName: z.string(),
        activityTitle: z.string(),
        quantity: count,
        quantityText: z.string(),
        points,
        actId: z.uuid().nullable().meta({ description: "The act drafted from it, once an officer has" }),
      }),
    ),
    disputes: z.array(
      z.object({
        sheetId: bytes32,
        index: count,
        round: count,
        by: z.enum(["RESIDENT_CITY", "PROGRAMME_CITY", "INSTITUTION"]),
        byCityName: z.string().nullable(),
        reasonCode: count,
        reason: z.string(),
        openedAt: isoTime,
        decideBefore: isoTime,
        institutionName: z.string(),
        programmeTitle: z.string(),
        quantity: count.nullable(),
        quantityText: z.string().nullable(),
        points: points.nullable(),
        canDecide: z.boolean(),
      }),
    ),
    asOfBlock: count,
  })
  .meta({ id: "Disputes" });
export const requestParams = z.object({ requestId: z.uuid() });
export const decisionBody = z.object({ struck: z.boolean(), reasonCode }).meta({ id: "DisputeDecisionRequest" });
export const strikeBody = z.object({ reasonCode }).meta({ id: "SheetStrikeRequest" });
export const contestRefusalBody = z.object({ explanation: z.string().trim().min(3).max(1_000) }).meta({ id: "ContestRefusalRequest" });

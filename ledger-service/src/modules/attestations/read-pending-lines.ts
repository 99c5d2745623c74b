import type { Address } from "viem";
import type { z } from "zod";
import { weekStartDate } from "../../kernel/week.ts";
import { SheetStatus } from "../../platform/chain/generated/enums.ts";
import { earnedPointsFloor } from "../points/earned-points.ts";
import { quantityText } from "../points/quantity-text.ts";
import type { ProgrammeBook } from "./activity-view.ts";
import { contestStatus } from "./contest-status.ts";
import type { ContestStore } from "./contest-store.ts";
import type { HomeLineStore } from "./home-line-store.ts";
import { lineState } from "./line-state.ts";
import type { SheetStore } from "./sheet-store.ts";
import type { pendingLineSchema } from "./sheets.schemas.ts";

/** Lines shown: pending ones and those settled lately. */
const LINES_SHOWN = 200;

export interface ReadPendingLinesParts {
  readonly homeLines: HomeLineStore;
  readonly contests: ContestStore;
  readonly sheets: SheetStore;
  readonly programmes: ProgrammeBook;
}

/** What organizations attested for a resident, newest first: what it is worth, until when it can be contested. */
export async function readPendingLines(
  parts: ReadPendingLinesParts,
  account: Address,
  now = new Date(),
): Promise<z.input<typeof pendingLineSchema>[]> {
  const own = await parts.homeLines.linesOf(account, LINES_SHOWN);
  const sheetIds = [...new Set(own.map(({ sheet }) => sheet.sheetId))];
  const [sheets, rows, contests] = await Promise.all([
    parts.sheets.sheetsByIds(sheetIds),
    parts.sheets.linesOf(sheetIds),
    parts.contests.bySheets(sheetIds),
  ]);
  const programmes = await parts.programmes.programmesByIds([...new Set([...sheets.values()].map((sheet) => sheet.programmeId))]);
  return own.flatMap(({ sheet: words, line }) => {
    const sheet = sheets.get(words.sheetId);
    const programme = sheet === undefined ? undefined : programmes.get(sheet.programmeId);
    if (sheet === undefined || programme === undefined) return [];
    const row = rows.find((candidate) => candidate.sheetId === words.sheetId && Number(candidate.index) === line.index);
    const contest = contests.find(
      (request) => request.sheetId === words.sheetId && request.index === line.index && request.source === "RESIDENT",
    );
    const status = lineState(sheet, row);
    const earned = earnedPointsFloor(line.quantity, { points: programme.ratePoints, quantity: programme.rateQuantity });
    return [
      {
        sheetId: words.sheetId,
        index: line.index,
        activityTitle: words.activityTitle,
        institutionName: words.institutionName,
        signerName: words.signerName,
        programmeTitle: words.programmeTitle,
        resolution: words.resolution,
        unit: words.unit,
        quantity: Number(line.quantity),
        quantityText: quantityText(Number(line.quantity), words.unit),
        points: (status === "POSTED" ? (row?.points ?? 0n) : earned).toString(),
        weekStartsOn: weekStartDate(Number(sheet.weekIndex)),
        filedAt: sheet.filedAt.toISOString(),
        windowEndsAt: sheet.windowEndsAt.toISOString(),
        status,
        canContest: status === "PENDING" && sheet.status === SheetStatus.FILED && now < sheet.windowEndsAt && contest === undefined,
        contest:
          contest === undefined
            ? null
            : {
                requestedAt: contest.requestedAt.toISOString(),
                reasonCode: contest.reasonCode,
                status: contestStatus(contest, sheet, row, now),
              },
      },
    ];
  });
}

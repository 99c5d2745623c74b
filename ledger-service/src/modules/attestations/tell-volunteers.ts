import type { Hex } from "viem";
import { pointsText } from "../../kernel/number-text.ts";
import { onEvent, type Projecting, type Reaction } from "../../indexing/projection.ts";
import { LineStatus, SheetStatus, StrikeReason } from "../../platform/chain/generated/enums.ts";
import type { NoticeWords, Residents } from "./attestation-doors.ts";
import type { HomeLine, HomeLineStore } from "./home-line-store.ts";
import { lineReason } from "./line-state.ts";

export interface TellVolunteersParts {
  readonly homeLines: HomeLineStore;
  readonly residents: Residents;
}

/** Each volunteer of this city is told when their line is posted, questioned, kept or struck. */
export function tellVolunteers(parts: TellVolunteersParts): Reaction {
  return {
    name: "attestations-tell-volunteers",
    on: [
      onEvent("earningSheets", "LinePosted", async ({ args }, projecting) => {
        await tell(parts, projecting, args.sheetId, args.index, ({ sheet }) => ({
          kind: "LINE_POSTED",
          title: `${pointsText(args.points)} inscrits`,
          body: `«\u202F${sheet.activityTitle}\u202F», ${sheet.institutionName}.`,
          link: "/points",
        }));
      }),
      onEvent("earningSheets", "LineDisputed", async ({ args }, projecting) => {
        await tell(parts, projecting, args.sheetId, args.index, ({ sheet }) => ({
          kind: "LINE_DISPUTED",
          title: "Une de vos lignes est contestée",
          body: `«\u202F${sheet.activityTitle}\u202F», ${sheet.institutionName}. La ville du programme décide dans les 60 jours.`,
          link: "/points",
        }));
      }),
      onEvent("earningSheets", "LineReleased", async ({ args }, projecting) => {
        await tell(parts, projecting, args.sheetId, args.index, ({ sheet }) => ({
          kind: "LINE_RELEASED",
          title: "Votre ligne est maintenue",
          body: `«\u202F${sheet.activityTitle}\u202F» sera inscrite à la fin de la période d’attente.`,
          link: "/points",
        }));
      }),
      onEvent("earningSheets", "LineStruck", async ({ args }, projecting) => {
        const reason = lineReason({ status: SheetStatus.FILED, reasonCode: 0 }, { status: LineStatus.STRUCK, strikeReason: args.reason, reasonCode: args.reasonCode, ceilingStruckPoints: 0n });
        await tell(parts, projecting, args.sheetId, args.index, ({ sheet }) => ({
          kind: "LINE_STRUCK",
          title: "Une de vos lignes est rayée",
          body: `«\u202F${sheet.activityTitle}\u202F», ${sheet.institutionName}. ${reason ?? ""}`,
          link: "/points",
        }));
      }),
      onEvent("earningSheets", "SheetStruck", async ({ args }, projecting) => {
        await tellWholeSheet(parts, projecting, args.sheetId, args.reason);
      }),
    ],
  };
}

async function tellWholeSheet(parts: TellVolunteersParts, projecting: Projecting, sheetId: Hex, reason: number): Promise<void> {
  const by = reason === StrikeReason.REVOKED ? "L’organisme a retiré la feuille." : reason === StrikeReason.EXPIRED ? "La feuille a expiré." : "La Ville a retiré la feuille.";
  for (const own of await parts.homeLines.linesOfSheets([sheetId])) {
    // Posted lines stay [A7].
    const rows: { posted: string }[] = await projecting.manager.query(
      `SELECT count(*) AS posted FROM sheet_lines WHERE sheet_id = $1 AND index = $2 AND status = $3`,
      [sheetId, own.line.index, LineStatus.POSTED],
    );
    if (rows[0]?.posted !== "0") continue;
    await tell(parts, projecting, sheetId, own.line.index, ({ sheet }) => ({
      kind: "LINE_STRUCK",
      title: "Une de vos lignes est rayée",
      body: `«\u202F${sheet.activityTitle}\u202F», ${sheet.institutionName}. ${by}`,
      link: "/points",
    }));
  }
}

async function tell(
  parts: TellVolunteersParts,
  projecting: Projecting,
  sheetId: Hex,
  index: number,
  words: (line: HomeLine) => NoticeWords,
): Promise<void> {
  const own = await parts.homeLines.lineOf(sheetId, index);
  const personId = own === undefined ? undefined : await parts.residents.personOf(own.line.account, projecting.manager);
  if (own !== undefined && personId !== undefined) await parts.residents.notifyFrom(projecting, personId, words(own));
}

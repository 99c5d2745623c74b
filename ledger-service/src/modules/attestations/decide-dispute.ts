import type { Hex } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import { LineStatus, SheetStatus } from "../../platform/chain/generated/enums.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { ActDraft, MunicipalActs } from "../participants/municipal-acts.ts";
import type { ActView } from "../participants/municipal-acts.schemas.ts";
import type { CityNames, Residents } from "./attestation-doors.ts";
import type { ContestStore } from "./contest-store.ts";
import { decideBefore } from "./dispute-view.ts";
import type { HomeLineStore } from "./home-line-store.ts";
import { lineState } from "./line-state.ts";
import { reasonWords } from "./reason-codes.ts";
import type { SheetStore } from "./sheet-store.ts";
import type { SheetRow } from "./sheet.entity.ts";
import { sheetProblems } from "./sheet.problems.ts";

/** Officers have a week to sign, and never longer than the decision may wait. */
const ACT_LIFE_MS = 7 * 86_400_000;

export interface DeskParts {
  readonly contests: ContestStore;
  readonly homeLines: HomeLineStore;
  readonly sheets: SheetStore;
  readonly cities: CityNames;
  readonly municipalActs: Pick<MunicipalActs, "draftAct">;
  readonly residents: Residents;
}

/** Drafts the dispute that a resident asked for; an officer of this city signs it before the window ends. */
export async function draftLineDispute(parts: DeskParts, transaction: Transaction, caller: Caller, requestId: string): Promise<ActView> {
  const request = await parts.contests.requestOf(transaction.manager, requestId);
  if (request === undefined || request.refusedAt !== null) throw sheetProblems.of("contest-unknown");
  const sheet = await sheetOf(parts.sheets, request.sheetId);
  const own = await parts.homeLines.lineOf(request.sheetId, request.index);
  if (own === undefined) throw sheetProblems.of("contest-unknown");
  if (new Date() > sheet.windowEndsAt) throw sheetProblems.of("window-over");
  const state = lineState(sheet, await parts.sheets.lineOf(request.sheetId, request.index));
  if (state !== "PENDING") throw sheetProblems.of("line-not-open");
  // Good one second past the window: the contract itself refuses what comes too late.
  const validBefore = new Date(sheet.windowEndsAt.getTime() + 1_000);
  const reason = reasonWords(request.reasonCode);
  const draft: ActDraft = {
    kind: "LineDispute",
    message: {
      sheetId: request.sheetId,
      index: request.index,
      cityId: parts.cities.ownCityId,
      reasonCode: request.reasonCode,
    },
    power: "PROGRAMME",
    needed: 1,
    titleFr: `Contester la ligne ${request.index + 1} de la feuille de ${own.sheet.institutionName}`,
    titleEn: `Dispute line ${request.index + 1} of the sheet of ${own.sheet.institutionName}`,
    details: [
      { label: "Organisme", value: own.sheet.institutionName },
      { label: "Activité", value: own.sheet.activityTitle },
      { label: "Motif", value: reason.fr },
    ],
    validBefore,
  };
  const act = await parts.municipalActs.draftAct(transaction, draft, caller);
  await parts.contests.setAct(transaction.manager, requestId, act.id);
  return act;
}

/** Answers a resident that their city will not dispute the line, with a reason. */
export async function refuseContest(parts: DeskParts, transaction: Transaction, requestId: string, explanation: string): Promise<void> {
  const request = await parts.contests.requestOf(transaction.manager, requestId);
  if (request === undefined || request.refusedAt !== null) throw sheetProblems.of("contest-unknown");
  await parts.contests.refuse(transaction.manager, requestId);
  if (request.personId === null) return;
  await parts.residents.notify(transaction, request.personId, {
    kind: "CONTEST_REFUSED",
    title: "Votre ville ne conteste pas cette ligne",
    body: explanation,
    link: "/points",
  });
}

/** Drafts the decision of a dispute by the programme's city: the line struck or released. */
export async function draftDecision(
  parts: DeskParts,
  transaction: Transaction,
  caller: Caller,
  decision: { readonly sheetId: Hex; readonly index: number; readonly struck: boolean; readonly reasonCode: number },
): Promise<ActView> {
  await ownSheet(parts, decision.sheetId);
  const line = await parts.sheets.lineOf(decision.sheetId, decision.index);
  if (line === undefined || line.status !== LineStatus.DISPUTED || line.disputedAt === null) throw sheetProblems.of("line-not-disputed");
  const latest = decideBefore(line.disputedAt);
  if (new Date() > latest) throw sheetProblems.of("decision-too-late");
  const week = new Date(Date.now() + ACT_LIFE_MS);
  const validBefore = week < latest ? week : latest;
  const words = decision.struck ? { fr: "Rayer", en: "Strike" } : { fr: "Maintenir", en: "Keep" };
  const draft: ActDraft = {
    kind: "DisputeDecision",
    message: { ...decision, round: Number(line.disputeRound) },
    power: "PROGRAMME",
    needed: 1,
    titleFr: `${words.fr} la ligne contestée ${decision.index + 1}`,
    titleEn: `${words.en} the disputed line ${decision.index + 1}`,
    details: [
      { label: "Contestation", value: reasonWords(line.reasonCode).fr },
      { label: "Décision", value: decision.struck ? "La ligne est rayée" : "La ligne reste et sera inscrite" },
      { label: "Motif", value: reasonWords(decision.reasonCode).fr },
    ],
    validBefore,
  };
  return parts.municipalActs.draftAct(transaction, draft, caller);
}

/** Drafts the end of a whole sheet by the programme's city: all its unposted lines fall. */
export async function draftSheetStrike(
  parts: DeskParts,
  transaction: Transaction,
  caller: Caller,
  strike: { readonly sheetId: Hex; readonly reasonCode: number },
): Promise<ActView> {
  const sheet = await ownSheet(parts, strike.sheetId);
  if (sheet.status !== SheetStatus.FILED) throw sheetProblems.of("sheet-not-open");
  const draft: ActDraft = {
    kind: "SheetStrike",
    message: strike,
    power: "PROGRAMME",
    needed: 1,
    titleFr: `Rayer toute la feuille\u00A0: ${sheet.lineCount} lignes`,
    titleEn: `Strike the whole sheet: ${sheet.lineCount} lines`,
    details: [{ label: "Motif", value: reasonWords(strike.reasonCode).fr }],
  };
  return parts.municipalActs.draftAct(transaction, draft, caller);
}

async function sheetOf(sheets: SheetStore, sheetId: Hex): Promise<SheetRow> {
  const sheet = await sheets.sheetOf(sheetId);
  if (sheet === undefined) throw sheetProblems.of("sheet-unknown");
  return sheet;
}

/** Another city's sheet is not this city's to decide: the same answer as for none. */
async function ownSheet(parts: DeskParts, sheetId: Hex): Promise<SheetRow> {
  const sheet = await sheetOf(parts.sheets, sheetId);
  if (sheet.cityId !== parts.cities.ownCityId) throw sheetProblems.of("sheet-unknown");
  return sheet;
}

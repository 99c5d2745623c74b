import type { Address, Hex } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import { pointsText } from "../../kernel/number-text.ts";
import { ProgrammeStatus } from "../../platform/chain/generated/enums.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { ActDraft, MunicipalActs } from "../participants/municipal-acts.ts";
import type { ActView } from "../participants/municipal-acts.schemas.ts";
import { pointsProblems } from "./points.problems.ts";
import type { ProgrammeStore } from "./programme-store.ts";
import type { ProgrammeRow } from "./programme.entity.ts";
import { fallbackTitle, resolutionLabel } from "./programme-view.ts";
import { keepResolution, type ResolutionInput } from "./resolution-document.ts";

export interface ChangeProgrammeParts {
  readonly cityId: number;
  readonly programmes: ProgrammeStore;
  readonly municipalActs: Pick<MunicipalActs, "draftAct">;
}

/** Drafts a higher budget under a later resolution; two officers. The rate never changes [C4]. */
export async function raiseBudget(
  parts: ChangeProgrammeParts,
  transaction: Transaction,
  caller: Caller,
  request: { readonly programmeId: Hex; readonly resolution: ResolutionInput; readonly budgetPoints: bigint },
): Promise<ActView> {
  const { row, title } = await openProgrammeOf(parts, request.programmeId);
  if (request.budgetPoints <= row.budgetPoints) throw pointsProblems.of("budget-not-raised", { current: row.budgetPoints.toString() });
  const resolution = await keepResolution(transaction.manager, parts.programmes, request.resolution);
  const label = resolutionLabel(resolution.year, resolution.number);
  const draft: ActDraft = {
    kind: "BudgetRaise",
    message: {
      programmeId: row.programmeId,
      resolution,
      budgetPoints: request.budgetPoints,
    },
    power: "PROGRAMME",
    needed: 2,
    titleFr: `Porter le budget de «\u202F${title}\u202F» à ${pointsText(request.budgetPoints)}, résolution ${label}`,
    titleEn: `Raise the budget of “${title}” to ${request.budgetPoints} points, resolution ${label}`,
    details: [
      { label: "Programme", value: title },
      { label: "Résolution", value: label },
      { label: "Budget actuel", value: pointsText(row.budgetPoints) },
      { label: "Nouveau budget", value: pointsText(request.budgetPoints) },
    ],
  };
  return parts.municipalActs.draftAct(transaction, draft, caller);
}

/** Drafts the closing of a programme: it stops new sheets; filed ones still post. */
export async function closeProgramme(
  parts: ChangeProgrammeParts,
  transaction: Transaction,
  caller: Caller,
  programmeId: Hex,
): Promise<ActView> {
  const { row, title } = await openProgrammeOf(parts, programmeId);
  const draft: ActDraft = {
    kind: "ProgrammeClosing",
    message: { programmeId },
    power: "PROGRAMME",
    needed: 1,
    titleFr: `Fermer le programme «\u202F${title}\u202F» aux nouvelles feuilles`,
    titleEn: `Close the program “${title}” to new sheets`,
    details: [
      { label: "Programme", value: title },
      { label: "Points inscrits", value: pointsText(row.issuedPoints) },
      { label: "Points en attente", value: pointsText(row.reservedPoints) },
    ],
  };
  return parts.municipalActs.draftAct(transaction, draft, caller);
}

/** Drafts what an organization may attest under a programme: a new total, never below what it used (A4). */
export async function changeAllotment(
  parts: ChangeProgrammeParts,
  transaction: Transaction,
  caller: Caller,
  request: { readonly programmeId: Hex; readonly institution: Address; readonly institutionName: string; readonly allottedPoints: bigint },
): Promise<ActView> {
  const { title } = await openProgrammeOf(parts, request.programmeId);
  const current = await parts.programmes.allotmentOf(request.programmeId, request.institution);
  const usedPoints = current?.usedPoints ?? 0n;
  if (request.allottedPoints < usedPoints) throw pointsProblems.of("allotment-below-used", { usedPoints: usedPoints.toString() });
  const draft: ActDraft = {
    kind: "AllotmentChange",
    message: {
      programmeId: request.programmeId,
      institution: request.institution,
      allottedPoints: request.allottedPoints,
    },
    power: "PROGRAMME",
    needed: 1,
    titleFr: `Donner à ${request.institutionName} une part de ${pointsText(request.allottedPoints)} du programme «\u202F${title}\u202F»`,
    titleEn: `Give ${request.institutionName} a share of ${request.allottedPoints} points of the program “${title}”`,
    details: [
      { label: "Organisme", value: request.institutionName },
      { label: "Programme", value: title },
      { label: "Part actuelle", value: pointsText(current?.allottedPoints ?? 0n) },
      { label: "Déjà utilisé", value: pointsText(usedPoints) },
      { label: "Nouvelle part", value: pointsText(request.allottedPoints) },
    ],
  };
  return parts.municipalActs.draftAct(transaction, draft, caller);
}

async function openProgrammeOf(parts: ChangeProgrammeParts, programmeId: Hex): Promise<{ row: ProgrammeRow; title: string }> {
  const row = await parts.programmes.programmeOf(programmeId);
  // Another city's programme is not this city's to change: the same answer as for none.
  if (row === undefined || row.cityId !== parts.cityId) throw pointsProblems.of("programme-unknown");
  if (row.status !== ProgrammeStatus.OPEN) throw pointsProblems.of("programme-closed");
  const titles = await parts.programmes.titlesOf([programmeId]);
  return { row, title: titles.get(programmeId) ?? fallbackTitle(row) };
}

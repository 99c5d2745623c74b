import { encodeAbiParameters, keccak256, type Hex } from "viem";
import type { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import { civilDayOf } from "../../kernel/civil-day.ts";
import { numberText, pointsText } from "../../kernel/number-text.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { ProgrammeUnit } from "../../platform/chain/generated/enums.ts";
import type { ActDraft, MunicipalActs } from "../participants/municipal-acts.ts";
import type { ActView } from "../participants/municipal-acts.schemas.ts";
import { unixSeconds } from "./unix-seconds.ts";
import { pointsProblems } from "./points.problems.ts";
import type { openProgrammeBody } from "./points.schemas.ts";
import type { ProgrammeStore } from "./programme-store.ts";
import { resolutionLabel } from "./programme-view.ts";
import { quantityText } from "./quantity-text.ts";
import { keepResolution } from "./resolution-document.ts";

/** Opening and raising take two officers (D12). */
const OPENING_APPROVALS = 2;
/** `ordinal` is one byte on the chain. */
const ORDINAL_LIMIT = 255;

export type ProgrammeOpeningRequest = z.output<typeof openProgrammeBody>;

/** keccak256(abi.encode(cityId, year, number, ordinal)), as `Programmes` computes it. */
export function programmeIdOf(cityId: number, year: number, number: number, ordinal: number): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: "uint8" }, { type: "uint16" }, { type: "uint32" }, { type: "uint8" }],
      [cityId, year, number, ordinal],
    ),
  );
}

export interface OpenProgrammeParts {
  readonly cityId: number;
  readonly programmes: ProgrammeStore;
  readonly municipalActs: Pick<MunicipalActs, "draftAct">;
}

/** Drafts the opening of a programme under a council resolution, for two officers to sign; keeps its title and text. */
export async function openProgramme(
  parts: OpenProgrammeParts,
  transaction: Transaction,
  caller: Caller,
  request: ProgrammeOpeningRequest,
): Promise<ActView> {
  const startsAt = new Date(request.startsAt);
  const endsAt = new Date(request.endsAt);
  if (startsAt >= endsAt) throw pointsProblems.of("programme-terms-refused");
  const resolution = await keepResolution(transaction.manager, parts.programmes, request.resolution);
  const taken = await parts.programmes.takenOrdinals(transaction.manager, resolution.year, resolution.number);
  const ordinal = taken.length === 0 ? 0 : Math.max(...taken) + 1;
  if (ordinal > ORDINAL_LIMIT) throw pointsProblems.of("programme-exists");
  const programmeId = programmeIdOf(parts.cityId, resolution.year, resolution.number, ordinal);
  await parts.programmes.keepTitle(transaction.manager, { programmeId, ...resolution, ordinal, title: request.title });
  const label = resolutionLabel(resolution.year, resolution.number);
  const draft: ActDraft = {
    kind: "ProgrammeOpening",
    message: {
      cityId: parts.cityId,
      ordinal,
      unit: ProgrammeUnit[request.unit],
      resolution,
      rate: request.rate,
      budgetPoints: request.budgetPoints,
      weeklyCeilingPoints: request.weeklyCeilingPoints,
      startsAt: unixSeconds(startsAt),
      endsAt: unixSeconds(endsAt),
      pendingSeconds: request.pendingSeconds,
    },
    power: "PROGRAMME",
    needed: OPENING_APPROVALS,
    titleFr: `Ouvrir le programme «\u202F${request.title}\u202F» avec ${pointsText(request.budgetPoints)}, résolution ${label}`,
    titleEn: `Open the program “${request.title}” with ${request.budgetPoints} points, resolution ${label}`,
    details: openingDetails(request, label),
  };
  return parts.municipalActs.draftAct(transaction, draft, caller);
}

function openingDetails(request: ProgrammeOpeningRequest, label: string) {
  return [
    { label: "Programme", value: request.title },
    { label: "Résolution", value: label },
    { label: "Budget voté", value: pointsText(request.budgetPoints) },
    { label: "Taux", value: `${pointsText(BigInt(request.rate.points))} pour ${quantityText(request.rate.quantity, request.unit)}` },
    { label: "Plafond par personne et par semaine", value: pointsText(request.weeklyCeilingPoints) },
    { label: "Du", value: civilDayOf(new Date(request.startsAt)) },
    { label: "Au", value: civilDayOf(new Date(request.endsAt)) },
    { label: "Période d’attente", value: pendingText(request.pendingSeconds) },
  ];
}


function pendingText(seconds: number): string {
  if (seconds % 86_400 === 0) return `${numberText(seconds / 86_400)}\u00A0jours`;
  return `${numberText(Math.round(seconds / 60))}\u00A0min`;
}

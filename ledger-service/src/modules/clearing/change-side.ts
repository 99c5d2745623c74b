import type { Caller } from "../../kernel/caller.ts";
import { pointsText } from "../../kernel/number-text.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { approvedCall } from "../participants/accredit-institution.ts";
import type { ActMessage } from "../participants/act-registrations.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import type { ActView } from "../participants/municipal-acts.schemas.ts";
import { clearingProblems } from "./clearing.problems.ts";

export interface SideRequest {
  readonly otherCityId: number;
  readonly asCreditor: boolean;
  readonly ceilingPoints: bigint;
  readonly suspended: boolean;
}

export interface SideParts {
  readonly own: { readonly id: number; readonly name: string };
  readonly cities: readonly { readonly id: number; readonly name: string }[];
  readonly municipalActs: Pick<MunicipalActs, "draftAct">;
}

/**
 * Drafts a change of this city's own side of a pair (D10): what the other may owe it, or what it may owe.
 * @throws Problem `clearing-pair-refused`
 */
export function draftSideChange(
  { own, cities, municipalActs }: SideParts,
  transaction: Transaction,
  caller: Caller,
  request: SideRequest,
): Promise<ActView> {
  const other = cities.find(({ id }) => id === request.otherCityId);
  if (other === undefined || other.id === own.id) throw clearingProblems.of("clearing-pair-refused");
  const [debtor, creditor] = request.asCreditor ? [other, own] : [own, other];
  const limit = pointsText(request.ceilingPoints);
  return municipalActs.draftAct(
    transaction,
    {
      kind: "SideChange",
      message: { cityId: own.id, ...request },
      power: "TREASURY",
      needed: 1,
      titleFr: request.suspended
        ? `Suspendre les points de ${debtor.name} chez les commerces de ${creditor.name}`
        : `Fixer à ${limit} par période ce que ${debtor.name} peut devoir à ${creditor.name}`,
      titleEn: request.suspended
        ? `Suspend points of ${debtor.name} at merchants of ${creditor.name}`
        : `Set what ${debtor.name} may owe ${creditor.name} to ${request.ceilingPoints} points a period`,
      details: [
        { label: "Ville qui doit", value: debtor.name },
        { label: "Ville qui reçoit", value: creditor.name },
        { label: "Plafond par période", value: limit },
        { label: "Suspendu", value: request.suspended ? "oui" : "non" },
      ],
    },
    caller,
  );
}

/** How a side's change reaches the ledger, and which revision it names. */
export function registerSideChange(municipalActs: Pick<MunicipalActs, "registerActRelay">, chain: Chain): void {
  municipalActs.registerActRelay("SideChange", approvedCall(chain, "clearingHouse", "changeSide"), {
    revisionOf: async ({ cityId, otherCityId, asCreditor }: ActMessage) => {
      const args = [Number(cityId), Number(otherCityId), asCreditor === true] as const;
      return (await chain.client.readContract({ ...chain.contract("clearingHouse"), functionName: "side", args })).revision;
    },
  });
}

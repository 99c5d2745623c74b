import type { DataSource } from "typeorm";
import type { Address } from "viem";
import type { OfficerPower } from "../../kernel/caller.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import type { People } from "../../sign-in/people.ts";
import { powerGrantDraft } from "./accept-invitation.ts";
import { officersSchema, powerBody } from "./invitations.schemas.ts";
import type { MunicipalActs } from "./municipal-acts.ts";
import { actAnswerSchema } from "./municipal-acts.schemas.ts";
import { municipalActProblems } from "./municipal-act.problems.ts";
import { powerEntity } from "./power.entity.ts";
import { powerOfId } from "./power-names.ts";

export interface OfficersRoutesParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly cityId: number;
  readonly municipalActs: MunicipalActs;
  readonly people: Pick<People, "displayNamesOf">;
  readonly staffAccounts: () => Promise<readonly { readonly personId: string; readonly account: Address }[]>;
  /** Hash of this city's directory keys, as the ledger is to hold it. */
  readonly directoryHash: () => `0x${string}`;
}

export function officersRoutes(parts: OfficersRoutesParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/officers",
      summary: "Officers and auditors of the city, with their powers",
      access: [{ role: "OFFICER" }, { role: "AUDITOR" }],
      answer: officersSchema,
      handle: async () => ({ officers: await readOfficers(parts) }),
    }),
    defineAct({
      method: "POST",
      path: "/api/powers",
      summary: "Drafts the grant or the withdrawal of a power",
      access: { role: "OFFICER", powers: ["ADMIN"] },
      body: powerBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["act-officer-unknown"],
      handle: async ({ caller, body, transaction }) => {
        const officer = (await parts.staffAccounts()).find((staff) => staff.personId === body.personId);
        if (officer === undefined) throw municipalActProblems.of("act-officer-unknown");
        const names = await parts.people.displayNamesOf([body.personId]);
        const draft = powerGrantDraft({
          cityId: parts.cityId,
          power: body.power,
          officer: officer.account,
          granted: body.granted,
          personName: names.get(body.personId) ?? "",
        });
        return { act: await parts.municipalActs.draftAct(transaction, draft, caller) };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/directory",
      summary: "Drafts the publication of the hash of this city's directory keys",
      access: { role: "OFFICER", powers: ["ADMIN"] },
      status: 201,
      answer: actAnswerSchema,
      handle: async ({ caller, transaction }) => ({
        act: await parts.municipalActs.draftAct(
          transaction,
          {
            kind: "DirectoryUpdate",
            message: { cityId: parts.cityId, directoryHash: parts.directoryHash() },
            power: "ADMIN",
            titleFr: "Publier les clés du répertoire de la Ville",
            titleEn: "Publish the keys of the City’s directory",
            details: [{ label: "Effet", value: "Les autres villes reconnaissent les messages de ce service." }],
          },
          caller,
        ),
      }),
    }),
  ];
}

async function readOfficers(parts: OfficersRoutesParts) {
  const staff = await parts.staffAccounts();
  const names = await parts.people.displayNamesOf(staff.map(({ personId }) => personId));
  const granted = await parts.database.getRepository(powerEntity).findBy({ cityId: parts.cityId, granted: true });
  return Promise.all(
    staff.map(async ({ personId, account }) => {
      const entry = await parts.chain.client.readContract({ ...parts.chain.contract("accounts"), functionName: "account", args: [account] });
      const powers = granted.filter((row) => row.officer === account).map((row) => powerOfId(row.power));
      return {
        personId,
        displayName: names.get(personId) ?? "",
        powers: powers.filter((power): power is OfficerPower => power !== undefined),
        account,
        hasSigner: entry.hadFullSigner,
      };
    }),
  );
}

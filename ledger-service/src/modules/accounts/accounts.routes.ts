import type { DataSource } from "typeorm";
import type { Address } from "viem";
import { newMemberCode } from "../../kernel/check-code.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { operationAnswerSchema } from "../../relay/operation.schemas.ts";
import { accountsProblems } from "./accounts.problems.ts";
import {
  accountSchema,
  cityParams,
  demoKeySchema,
  enrolBody,
  enrolmentSchema,
  memberCodeLookupsSchema,
  memberCodeSchema,
  noticeParams,
  noticesSchema,
  openedCitiesSchema,
  openedCityBody,
} from "./accounts.schemas.ts";
import { collectionNotice, noticeVersion, programmeTerms } from "./collection-notice.ts";
import { demoKeyNotice, signerOfDemoKey, type DemoKey } from "./demo-key.ts";
import type { Enrolments } from "./enrol.ts";
import type { Holder, HolderStore } from "./holder-store.ts";
import type { KeyManagement } from "./manage-keys.ts";
import { ownHolder, residentHolder } from "./own-holder.ts";
import { memberCodeLookupEntity } from "./member-code-lookup.entity.ts";
import type { Notices } from "./notices.ts";
import { decideOpenedCity, openedCitiesOf } from "./open-city.ts";
import type { readAccount } from "./read-account.ts";

const LOOKUPS_SHOWN = 200;

export interface AccountsRoutesParts {
  readonly database: DataSource;
  readonly holders: HolderStore;
  readonly enrolments: Enrolments;
  readonly keys: KeyManagement;
  readonly notices: Notices;
  readonly readAccount: (holder: Holder) => ReturnType<typeof readAccount>;
  readonly city: { readonly id: number; readonly name: string; readonly phone: string; readonly character: string };
  readonly cities: readonly { readonly id: number }[];
  readonly deviceVerifier: Address;
  /** Absent unless the configuration and the chain are the demo's. */
  readonly demoKeyOf?: (personId: string) => Promise<DemoKey | undefined>;
}

export function accountsRoutes(parts: AccountsRoutesParts): Route[] {
  return [...enrolmentRoutes(parts), ...memberCodeRoutes(parts), ...settingRoutes(parts), demoKeyRoute(parts)];
}

function enrolmentRoutes(parts: AccountsRoutesParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/enrolment",
      summary: "Collection notice and the four items, before anything is asked [L15, C3]",
      access: "session",
      answer: enrolmentSchema,
      handle: async ({ caller }) => {
        const holder = await parts.holders.ofPerson(parts.database.manager, "RESIDENT", caller.personId);
        const status: "NONE" | "ENROLLED" = holder === undefined ? "NONE" : "ENROLLED";
        return {
          status,
          noticeVersion,
          notice: { paragraphs: [...collectionNotice(parts.city)] },
          programmeTerms,
        };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/enrolment",
      summary: "Opens the person's one account in this city",
      access: "session",
      body: enrolBody,
      answer: operationAnswerSchema,
      problems: ["notice-not-read", "signer-refused", "passkey-refused", "passkey-of-another-city"],
      handle: async ({ caller, body, transaction }) => {
        const passkey =
          body.passkey === undefined
            ? undefined
            : await parts.keys.verifyPasskey(transaction, caller.personId, body.signer, body.passkey);
        const label = body.label ?? (passkey === undefined ? "Cet appareil" : "Clé d’accès");
        const first = { kind: body.signerKind, signer: body.signer, label, passkey };
        const { operation } = await parts.enrolments.enrolResident(transaction, caller.personId, body.noticeVersion, first);
        return { operation };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/account",
      summary: "One's own account: keys, caps, opened cities",
      access: "session",
      answer: accountSchema,
      problems: ["account-needed"],
      handle: async ({ caller }) => parts.readAccount(await ownHolder(parts.holders, parts.database.manager, caller)),
    }),
  ];
}

function memberCodeRoutes(parts: AccountsRoutesParts): Route[] {
  return [
    defineRoute({
      method: "POST",
      path: "/api/account/member-code/renewal",
      summary: "Gives a new member code; the old one is unknown from then on",
      access: { role: "RESIDENT" },
      answer: memberCodeSchema,
      problems: ["account-needed"],
      limit: { count: 10, per: "hour", by: "person" },
      handle: async ({ caller }) =>
        inTransaction(parts.database, async ({ manager }) => {
          const holder = await residentHolder(parts.holders, parts.database.manager, caller);
          for (;;) {
            const memberCode = newMemberCode(parts.city.character);
            if (await parts.holders.setMemberCode(manager, holder.id, memberCode)) return { memberCode };
          }
        }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/account/member-code/lookups",
      summary: "Who looked one's member code up",
      access: { role: "RESIDENT" },
      answer: memberCodeLookupsSchema,
      problems: ["account-needed"],
      handle: async ({ caller }) => {
        const holder = await residentHolder(parts.holders, parts.database.manager, caller);
        const rows = await parts.database
          .getRepository(memberCodeLookupEntity)
          .find({ where: { holderId: holder.id }, order: { at: "DESC" }, take: LOOKUPS_SHOWN });
        return { lookups: rows.map((row) => ({ at: row.at.toISOString(), institutionName: row.askerName, cityName: row.cityName })) };
      },
    }),
  ];
}

function settingRoutes(parts: AccountsRoutesParts): Route[] {
  return [
    defineRoute({
      method: "PUT",
      path: "/api/account/opened-cities/{cityId}",
      summary: "Opens or closes one other city to one's points [L7]",
      access: { role: "RESIDENT" },
      params: cityParams,
      body: openedCityBody,
      answer: openedCitiesSchema,
      problems: ["account-needed", "city-not-listed", "own-city-always-open"],
      handle: async ({ caller, params, body }) => {
        if (!parts.cities.some((city) => city.id === params.cityId)) throw accountsProblems.of("city-not-listed");
        if (params.cityId === parts.city.id) throw accountsProblems.of("own-city-always-open");
        const holder = await residentHolder(parts.holders, parts.database.manager, caller);
        const { manager } = parts.database;
        await decideOpenedCity(manager, holder, { cityId: params.cityId, ...body });
        return { openedCities: await openedCitiesOf(manager, holder) };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/notices",
      summary: "Messages to the person inside the product",
      access: "session",
      answer: noticesSchema,
      handle: async ({ caller }) => {
        const notices = await parts.notices.of(parts.database.manager, caller.personId);
        return { notices: notices.map((notice) => ({ ...notice, at: notice.at.toISOString(), readAt: notice.readAt?.toISOString() })) };
      },
    }),
    defineRoute({
      method: "POST",
      path: "/api/notices/{id}/reading",
      summary: "Marks one message as read",
      access: "session",
      params: noticeParams,
      problems: ["notice-unknown"],
      handle: async ({ caller, params }) => {
        const isMarked = await parts.notices.markRead(parts.database.manager, caller.personId, params.id);
        if (!isMarked) throw accountsProblems.of("notice-unknown");
      },
    }),
  ];
}

function demoKeyRoute(parts: AccountsRoutesParts): Route {
  return defineRoute({
    method: "GET",
    path: "/api/demo/key",
    summary: "The demo persona's own key, on a demo network only",
    access: "session",
    answer: demoKeySchema,
    problems: ["demo-key-unavailable"],
    handle: async ({ caller }) => {
      const key = await parts.demoKeyOf?.(caller.personId);
      if (key === undefined) throw accountsProblems.of("demo-key-unavailable");
      return {
        label: key.label,
        kind: key.kind,
        curve: key.curve,
        privateKey: key.privateKey,
        signer: signerOfDemoKey(key, parts.deviceVerifier),
        account: caller.account ?? null,
        notice: demoKeyNotice,
      };
    },
  });
}

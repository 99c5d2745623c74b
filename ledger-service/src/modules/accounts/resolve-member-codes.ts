import { In, MoreThan, type DataSource, type EntityManager } from "typeorm";
import type { Address } from "viem";
import { z } from "zod";
import { isMemberCode, normalizeCode } from "../../kernel/check-code.ts";
import { addressSchema } from "../../kernel/hex.ts";
import { randomUUID } from "../../kernel/random-id.ts";
import { AccountStatus } from "../../platform/chain/generated/enums.ts";
import { commonProblems } from "../../platform/http/common.problems.ts";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import { accountEntity } from "./account.entity.ts";
import type { HolderStore } from "./holder-store.ts";
import { memberCodeLookupEntity } from "./member-code-lookup.entity.ts";

/** Codes that one institution or person may try an hour; a sheet has 1,000 lines and is checked more than once. */
const ATTEMPTS_AN_HOUR = 5_000;
const CODES_AT_ONCE = 1_000;
const LOOKUP_SHOWN_ONCE_MS = 24 * 3_600_000;

/** Who asks: shown to the resident. `id` is the institution, or the account of a resident who proposes an exchange. */
export interface Asker {
  readonly id: Address;
  readonly name: string;
}

/** A known code. The account goes from service to service only, never to a page (D5). */
export interface KnownMember {
  readonly account: Address;
  readonly homeCityId: number;
}

export interface MemberCodes {
  /**
   * @param typedCodes as people typed them
   * @returns known codes only, by the text that was given: a mistyped, unknown or changed code is one same absence
   * @throws Problem `too-many-requests`, or `city-unreachable` of another city's codes
   */
  resolve(typedCodes: readonly string[], askedBy: Asker): Promise<ReadonlyMap<string, KnownMember>>;
  readonly handler: IntercityHandler;
}

interface Parts {
  readonly database: DataSource;
  readonly holders: HolderStore;
  readonly intercity: Intercity;
  readonly cityId: number;
  readonly cities: readonly { readonly id: number; readonly name: string; readonly character: string }[];
}

interface CityAsker extends Asker {
  readonly cityId: number;
  readonly cityName: string;
}

const questionSchema = z.object({
  codes: z.array(z.string().max(20)).max(CODES_AT_ONCE),
  asker: z.object({ id: addressSchema, name: z.string().max(200) }),
});
const answerSchema = z.object({ known: z.array(z.object({ code: z.string(), account: addressSchema })) });

export function createMemberCodes(parts: Parts): MemberCodes {
  return {
    resolve: async (typedCodes, askedBy) => {
      const byCode = groupByCode(typedCodes);
      const known = new Map<string, KnownMember>();
      for (const [cityId, codes] of groupByCity(parts, [...byCode.keys()])) {
        const accounts = cityId === parts.cityId ? await resolveHere(parts, codes, askedBy) : await askCity(parts, cityId, codes, askedBy);
        for (const [code, account] of accounts) {
          for (const typed of byCode.get(code) ?? []) known.set(typed, { account, homeCityId: cityId });
        }
      }
      return known;
    },
    handler: defineIntercityHandler({
      name: "resolve-member-codes",
      body: questionSchema,
      handle: async (fromCityId, { codes, asker }, transaction) => {
        const cityName = parts.cities.find((city) => city.id === fromCityId)?.name ?? "";
        const accounts = await lookUp(parts, transaction.manager, codes, { ...asker, cityId: fromCityId, cityName });
        return { known: [...accounts].map(([code, account]) => ({ code, account })) };
      },
    }),
  };
}

function groupByCode(typedCodes: readonly string[]): Map<string, string[]> {
  const byCode = new Map<string, string[]>();
  for (const typed of typedCodes) {
    const code = normalizeCode(typed);
    if (isMemberCode(code)) byCode.set(code, [...(byCode.get(code) ?? []), typed]);
  }
  return byCode;
}

function groupByCity(parts: Parts, codes: readonly string[]): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const code of codes) {
    const city = parts.cities.find(({ character }) => character === code.charAt(0));
    if (city !== undefined) groups.set(city.id, [...(groups.get(city.id) ?? []), code]);
  }
  return groups;
}

async function askCity(parts: Parts, cityId: number, codes: readonly string[], askedBy: Asker): Promise<Map<string, Address>> {
  const known = new Map<string, Address>();
  for (let from = 0; from < codes.length; from += CODES_AT_ONCE) {
    const question = { codes: codes.slice(from, from + CODES_AT_ONCE), asker: { id: askedBy.id, name: askedBy.name } };
    const answer = await parts.intercity.ask(cityId, "resolve-member-codes", question, answerSchema);
    for (const { code, account } of answer.known) known.set(code, account);
  }
  return known;
}

async function resolveHere(parts: Parts, codes: readonly string[], askedBy: Asker): Promise<Map<string, Address>> {
  const cityName = parts.cities.find((city) => city.id === parts.cityId)?.name ?? "";
  return lookUp(parts, parts.database.manager, codes, { ...askedBy, cityId: parts.cityId, cityName });
}

async function lookUp(parts: Parts, manager: EntityManager, codes: readonly string[], asker: CityAsker): Promise<Map<string, Address>> {
  await countAttempts(manager, asker, codes.length);
  const holders = [...(await parts.holders.ofMemberCodes(manager, codes))];
  const accounts = holders.map(([, holder]) => holder.account);
  const active = await manager.getRepository(accountEntity).findBy({ account: In(accounts), status: AccountStatus.ACTIVE });
  const activeAccounts = new Set(active.map((row) => row.account));
  const known = holders.filter(([, holder]) => activeAccounts.has(holder.account));
  await logLookups(manager, known.map(([, holder]) => holder.id), asker);
  return new Map(known.map(([code, holder]) => [code, holder.account]));
}

/** One statement counts and answers, so that two requests at once cannot both pass the limit [S11]. */
async function countAttempts(manager: EntityManager, asker: CityAsker, attempts: number): Promise<void> {
  const rows: { attempts: number }[] = await manager.query(
    `INSERT INTO member_code_attempts (asker, hour, attempts) VALUES ($1, date_trunc('hour', now()), $2)
     ON CONFLICT (asker, hour) DO UPDATE SET attempts = member_code_attempts.attempts + EXCLUDED.attempts
     RETURNING attempts`,
    [`${asker.cityId}:${asker.id}`, attempts],
  );
  if ((rows[0]?.attempts ?? 0) > ATTEMPTS_AN_HOUR) throw commonProblems.of("too-many-requests", { seconds: 3_600 });
}

/** Logged once a day for one asker: a sheet checked five times is one look-up to the resident. */
async function logLookups(manager: EntityManager, holderIds: readonly string[], asker: CityAsker): Promise<void> {
  const lookups = manager.getRepository(memberCodeLookupEntity);
  const now = new Date();
  const since = new Date(now.getTime() - LOOKUP_SHOWN_ONCE_MS);
  const shown = await lookups.findBy({ holderId: In([...holderIds]), asker: asker.id, at: MoreThan(since) });
  const shownIds = new Set(shown.map((row) => row.holderId));
  const fresh = holderIds.filter((holderId) => !shownIds.has(holderId));
  await lookups.insert(
    fresh.map((holderId) => ({
      id: randomUUID(),
      holderId,
      asker: asker.id,
      askerName: asker.name,
      cityId: asker.cityId,
      cityName: asker.cityName,
      at: now,
    })),
  );
}

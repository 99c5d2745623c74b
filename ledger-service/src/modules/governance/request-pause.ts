import type { DataSource } from "typeorm";
import type { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import type { ActView } from "../participants/municipal-acts.schemas.ts";
import type { pauseAnswerSchema } from "./council.schemas.ts";
import { pauseEntity, pauseRequestEntity } from "./pause.entity.ts";

/** As `EmergencyPause`: three cities within a day. */
const CITIES_NEEDED = 3;
const ALARM_MS = 24 * 3_600_000;

export interface PauseParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly ownCityId: number;
  readonly nameOfCity: (cityId: number) => string;
  readonly municipalActs: Pick<MunicipalActs, "draftAct">;
}

/** The emergency pause as it stands on the ledger, and the rounds that were. */
export async function readPause({ database, chain, ownCityId, nameOfCity }: PauseParts): Promise<Omit<z.input<typeof pauseAnswerSchema>, "asOfBlock">> {
  const pause = { ...chain.contract("emergencyPause"), blockTag: "pending" } as const;
  const [round, until, { timestamp }] = await Promise.all([
    chain.client.readContract({ ...pause, functionName: "round" }),
    chain.client.readContract({ ...pause, functionName: "pausedUntil" }),
    chain.client.getBlock({ blockTag: "pending" }),
  ]);
  const past = await database.getRepository(pauseEntity).find({ order: { round: "DESC" } });
  const isPaused = until > timestamp;
  const isSpent = past.some((one) => one.round === round);
  const now = Number(timestamp) * 1000;
  const requests = isSpent ? [] : (await database.getRepository(pauseRequestEntity).find({ where: { round }, order: { eventId: "ASC" } }))
    .filter(({ requestedAt }) => requestedAt.getTime() + ALARM_MS >= now);
  const hasAsked = requests.some(({ cityId }) => cityId === ownCityId);
  return {
    round,
    isPaused,
    pausedUntil: isPaused ? new Date(Number(until) * 1000).toISOString() : null,
    mayBeRequested: !isPaused && !isSpent && !hasAsked,
    requestsNeeded: CITIES_NEEDED,
    requests: requests.map(({ cityId, requestedAt }) => ({ cityId, cityName: nameOfCity(cityId), at: requestedAt.toISOString() })),
    hasAsked,
    past: past.map((one) => ({
      round: one.round,
      pausedAt: one.pausedAt.toISOString(),
      pausedUntil: one.pausedUntil.toISOString(),
      liftedAt: one.liftedAt?.toISOString() ?? null,
    })),
  };
}

/** Drafts this city's request that issuing and redeeming stop, for a COUNCIL officer to sign within a day. */
export async function draftPauseRequest(parts: PauseParts, transaction: Transaction, caller: Caller): Promise<ActView> {
  const round = await parts.chain.client.readContract({ ...parts.chain.contract("emergencyPause"), functionName: "round" });
  return parts.municipalActs.draftAct(
    transaction,
    {
      kind: "PauseRequest",
      message: { cityId: parts.ownCityId, round },
      power: "COUNCIL",
      titleFr: "Demander la pause d’urgence des émissions et des paiements",
      titleEn: "Ask for the emergency pause of issuing and payments",
      details: [
        { label: "Ce qui s’arrête", value: "Les nouvelles inscriptions de points et les paiements, dans toutes les villes, 72 heures au plus" },
        { label: "Ce qui continue", value: "Les annulations, les remboursements, les contestations et la compensation" },
        { label: "Villes nécessaires", value: "Trois, en 24 heures" },
      ],
      validBefore: new Date(Date.now() + ALARM_MS),
    },
    caller,
  );
}

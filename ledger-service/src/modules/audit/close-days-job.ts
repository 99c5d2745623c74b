import type { DataSource } from "typeorm";
import { lockLogForReading, readCursor } from "../../indexing/event-store.ts";
import { civilDayEnd, civilDayOf, civilDayStart } from "../../kernel/civil-day.ts";
import { Problem } from "../../kernel/problem.ts";
import type { ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { reportAnchorTypedData } from "../../platform/chain/generated/typed-data.ts";
import { inTransaction, type Transaction } from "../../platform/database/transaction.ts";
import type { Job } from "../../platform/job.ts";
import type { Logger } from "../../platform/logging/logger.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { ReportAnchorItem } from "./anchor-report.ts";
import { blocksOfDay } from "./blocks-of-day.ts";
import { closesToAnchor, insertOwnClose, lastOwnDay, ownCloseOf } from "./close-store.ts";
import { anchorOf, closeTextOf, reportHashOf, type SignedClose } from "./daily-close.ts";
import { makeClose } from "./make-close.ts";

const LOOK_EVERY_MS = 5_000;
/** A city that starts, or was away, makes up its days little by little. */
const DAYS_PER_RUN = 2;
/** Of a ledger older than that, a city that has no close yet begins with its last days. */
export const FIRST_DAYS_MAX = 7;
/** An anchor that could not be sent for so long would have to be signed again. */
const ANCHOR_LIFE_MS = 366 * 86_400_000;

export interface CloseDaysParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly cityId: number;
  readonly serviceApprovals: ServiceApprovals;
  readonly relay: Relay;
  readonly anchorReport: RelayAct<ReportAnchorItem>;
  readonly logger: Logger;
}

/**
 * Closes each legal day once a block after it is indexed, then has the ledger anchor it. The close is kept with its
 * signature before anything is sent, and its day is the fact's own id: killed at any point, one close and one anchor.
 */
export function closeDaysJob(parts: CloseDaysParts): Job {
  return {
    name: "close-days",
    everyMs: LOOK_EVERY_MS,
    async run() {
      for (let count = 0; count < DAYS_PER_RUN; count += 1) {
        const day = await nextDay(parts);
        if (day === undefined) break;
        await closeDay(parts, day);
      }
      await anchorCloses(parts);
    },
  };
}

/** The oldest day that is over on the ledger and not closed. */
async function nextDay({ database, chain }: CloseDaysParts): Promise<string | undefined> {
  const cursor = await readCursor(database.manager);
  if (cursor === undefined) return undefined;
  // A day is over when a block says so: the ledger's clock, the same for every city.
  const today = civilDayOf(cursor.blockTimestamp);
  const last = await lastOwnDay(database.manager);
  if (last !== undefined) return earlier(dayAfter(last), today);
  const deployed = await chain.client.getBlock({ blockNumber: chain.deploymentBlock });
  const firstOfLedger = civilDayOf(new Date(Number(deployed.timestamp) * 1000));
  const firstOfWindow = civilDayOf(new Date(civilDayStart(today).getTime() - (FIRST_DAYS_MAX - 0.5) * 86_400_000));
  return earlier(firstOfLedger > firstOfWindow ? firstOfLedger : firstOfWindow, today);
}

function earlier(day: string, today: string): string | undefined {
  return day < today ? day : undefined;
}

function dayAfter(day: string): string {
  return civilDayOf(civilDayEnd(day));
}

async function closeDay(parts: CloseDaysParts, day: string): Promise<void> {
  const { database, cityId } = parts;
  const chain = parts.chain.onOneNode();
  const cursor = await readCursor(database.manager);
  const blocks = cursor === undefined ? undefined : await blocksOfDay(chain, day, cursor.blockNumber);
  if (blocks === undefined) return;
  await inTransaction(database, async ({ manager }) => {
    await lockLogForReading(manager);
    if ((await ownCloseOf(manager, cityId, day)) !== undefined) return;
    const text = closeTextOf(await makeClose(manager, chain, { cityId, day, blocks }));
    const reportHash = reportHashOf(text);
    const validBefore = BigInt(Math.floor((civilDayEnd(day).getTime() + ANCHOR_LIFE_MS) / 1000));
    const { signature } = await parts.serviceApprovals.approve(reportAnchorTypedData, anchorOf(cityId, day, reportHash, validBefore));
    await insertOwnClose(manager, { cityId, day, text, reportHash, validBefore, signature });
  });
}

/** Those the index does not see anchored: never sent, on their way, or refused and tried again. */
async function anchorCloses(parts: CloseDaysParts): Promise<void> {
  for (const close of await closesToAnchor(parts.database, parts.cityId, DAYS_PER_RUN)) {
    try {
      await inTransaction(parts.database, (transaction) => submitAnchor(parts, transaction, close));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      parts.logger.warn({ day: close.day, problem: error.code }, "a close could not be anchored");
    }
  }
}

async function submitAnchor(parts: CloseDaysParts, transaction: Transaction, close: SignedClose): Promise<void> {
  const act = anchorOf(close.cityId, close.day, close.reportHash, close.validBefore);
  // Deterministic signatures: the same bytes as those kept.
  const { officer, signer } = await parts.serviceApprovals.approve(reportAnchorTypedData, act);
  const item = { act, approval: { officer, signer, signature: close.signature } };
  await parts.relay.submit(transaction, parts.anchorReport, item, { factId: `daily-close:${close.day}` });
}

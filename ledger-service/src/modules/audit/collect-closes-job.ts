import type { DataSource } from "typeorm";
import { recoverAddress } from "viem";
import { civilDayOf } from "../../kernel/civil-day.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { reportAnchorTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest } from "../../platform/chain/typed-data.ts";
import type { Job } from "../../platform/job.ts";
import type { Logger } from "../../platform/logging/logger.ts";
import { askedCloseSchema, DAILY_CLOSE } from "./answer-close.ts";
import { closesToCollect, insertCollectedClose, type ReportAnchor } from "./close-store.ts";
import { anchorOf, parseClose, reportHashOf, type SignedClose } from "./daily-close.ts";

const LOOK_EVERY_MS = 5_000;
/** Closes older than this are not asked for any more: the heads of later ones cover them. */
const COLLECTED_DAYS = 31;
/** After a city did not answer, or answered wrongly, it is left alone this long. */
const REST_MS = 20_000;

export interface CollectClosesParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly cityId: number;
  readonly intercity: Pick<Intercity, "ask">;
  /** This city's own directory answers: before that nobody can believe what it asks. */
  readonly isPublished: () => Promise<boolean>;
  readonly logger: Logger;
}

/** Why another city's close was not believed. */
class CloseRefused extends Error {
  constructor(what: "hash" | "content" | "signature") {
    super(`its ${what} is not what the ledger holds`);
    this.name = "CloseRefused";
  }
}

/**
 * Asks each city for the closes that it anchored and keeps them with their signatures. The ledger says that there is
 * one, so a city is asked when there is something to get; one that is silent delays its own closes only.
 */
export function collectClosesJob(parts: CollectClosesParts): Job {
  const restUntil = new Map<number, number>();
  return {
    name: "collect-closes",
    everyMs: LOOK_EVERY_MS,
    async run() {
      const fromDay = civilDayOf(new Date(Date.now() - COLLECTED_DAYS * 86_400_000));
      const byCity = Map.groupBy(await closesToCollect(parts.database, parts.cityId, fromDay), ({ cityId }) => cityId);
      if (byCity.size === 0 || !(await parts.isPublished())) return;
      const awake = [...byCity].filter(([cityId]) => (restUntil.get(cityId) ?? 0) <= Date.now());
      await Promise.all(
        awake.map(async ([cityId, anchors]) => {
          if (!(await collectFrom(parts, anchors))) restUntil.set(cityId, Date.now() + REST_MS);
        }),
      );
    },
  };
}

/** Newest first, until one fails. */
async function collectFrom(parts: CollectClosesParts, anchors: readonly ReportAnchor[]): Promise<boolean> {
  for (const anchor of anchors) {
    try {
      const answer = await parts.intercity.ask(anchor.cityId, DAILY_CLOSE, { day: anchor.day }, askedCloseSchema);
      if (!answer.found) return false;
      const { text, validBefore, signature } = answer;
      const close = { cityId: anchor.cityId, day: anchor.day, text, reportHash: reportHashOf(text), validBefore: BigInt(validBefore), signature };
      await checkClose(parts.chain, close, anchor);
      await insertCollectedClose(parts.database.manager, close);
    } catch (error) {
      if (!(error instanceof Problem || error instanceof CloseRefused)) throw error;
      const level = error instanceof CloseRefused ? "warn" : "info";
      parts.logger[level]({ otherCity: anchor.cityId, day: anchor.day, reason: error.message }, "another city's close was not collected");
      return false;
    }
  }
  return true;
}

/** Its bytes are those that the ledger holds the hash of, they say what they should, and the anchoring officer's key signed. */
async function checkClose(chain: Chain, close: SignedClose, anchor: ReportAnchor): Promise<void> {
  if (close.reportHash !== anchor.reportHash) throw new CloseRefused("hash");
  const content = parseClose(close.text);
  if (content?.cityId !== anchor.cityId || content.day !== anchor.day || content.chainId !== chain.chainId) throw new CloseRefused("content");
  const digest = typedDataDigest(chain, reportAnchorTypedData, anchorOf(close.cityId, close.day, close.reportHash, close.validBefore));
  const signer = await recoverAddress({ hash: digest, signature: close.signature }).catch(() => undefined);
  if (signer === undefined) throw new CloseRefused("signature");
  const kind = await chain.verifyAccount(anchor.officer, digest, { signer, signature: close.signature });
  if (kind !== SignerKind.FULL) throw new CloseRefused("signature");
}

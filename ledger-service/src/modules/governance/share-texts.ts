import type { DataSource } from "typeorm";
import { z } from "zod";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import { bytes32Schema, type Hex } from "../../kernel/hex.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Job } from "../../platform/job.ts";
import type { Logger } from "../../platform/logging/logger.ts";
import { governanceProblems } from "./governance.problems.ts";
import { DOCUMENT_MAX, documentOf, keepDocument, readProposalDocument } from "./proposal-text.ts";

const ASK_TEXT = "council-text";
const EVERY_MS = 2_000;
const RETRY_MS = 30_000;
const TEXTS_PER_RUN = 10;

const answerSchema = z.object({ document: z.string().max(DOCUMENT_MAX) });
const wantedSchema = z.array(z.object({ city_id: z.number(), description_hash: bytes32Schema }));

/** Gives another member city the text of a proposal, by its hash. */
export function answerTextHandler(): IntercityHandler {
  return defineIntercityHandler({
    name: ASK_TEXT,
    body: z.strictObject({ descriptionHash: bytes32Schema }),
    handle: async (_fromCityId, { descriptionHash }, { manager }) => {
      const document = await documentOf(manager, descriptionHash);
      if (document === undefined) throw governanceProblems.of("council-text-unknown");
      return { document };
    },
  });
}

export interface ShareTextsParts {
  readonly database: DataSource;
  readonly ownCityId: number;
  readonly intercity: Intercity;
  readonly logger: Logger;
}

/** Asks the city that proposed for the text, until one comes whose hash is the ledger's; any other is refused. */
export function collectTextsJob(parts: ShareTextsParts): Job {
  const retryAt = new Map<Hex, number>();
  return {
    name: "council-texts",
    everyMs: EVERY_MS,
    async run() {
      const now = Date.now();
      for (const { city_id: cityId, description_hash: descriptionHash } of await missingTexts(parts)) {
        if ((retryAt.get(descriptionHash) ?? 0) > now) continue;
        retryAt.set(descriptionHash, now + RETRY_MS);
        await collect(parts, cityId, descriptionHash);
      }
    },
  };
}

async function missingTexts({ database, ownCityId }: ShareTextsParts) {
  return wantedSchema.parse(
    await database.query(
      `SELECT p.city_id, p.description_hash FROM council_proposals p
       WHERE p.city_id NOT IN (0, $1)
         AND NOT EXISTS (SELECT 1 FROM council_proposal_texts t WHERE t.description_hash = p.description_hash)
       ORDER BY p.proposed_at DESC LIMIT $2`,
      [ownCityId, TEXTS_PER_RUN],
    ),
  );
}

async function collect({ database, intercity, logger }: ShareTextsParts, cityId: number, descriptionHash: Hex): Promise<void> {
  try {
    const { document } = await intercity.ask(cityId, ASK_TEXT, { descriptionHash }, answerSchema);
    if (readProposalDocument(document, descriptionHash) === undefined) throw governanceProblems.of("council-text-refused");
    await keepDocument(database.manager, { document, descriptionHash });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    logger.warn({ cityId, descriptionHash, code: error.code }, "the text of a proposal was not obtained");
  }
}

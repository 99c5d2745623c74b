import type { DataSource } from "typeorm";
import { encodeFunctionData } from "viem";
import { z } from "zod";
import { addressSchema, bytes32Schema, signatureSchema, signerSchema } from "../../kernel/hex.ts";
import { Problem } from "../../kernel/problem.ts";
import type { ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { ReportKind } from "../../platform/chain/generated/enums.ts";
import { reportAnchorTypedData } from "../../platform/chain/generated/typed-data.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { Job } from "../../platform/job.ts";
import type { Logger } from "../../platform/logging/logger.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import { isOver } from "./carry-out-results.ts";
import type { ProposalJson } from "./council.schemas.ts";
import { minutesEntity } from "./minutes.entity.ts";
import { sha256Of } from "./minutes-store.ts";
import { proposalEntity, type ProposalRow } from "./proposal.entity.ts";
import type { ReadStanding } from "./read-standing.ts";
import { numberOfProposal } from "./view-proposals.ts";

const EVERY_MS = 3_000;
/** Between two looks at a proposal that has no result yet. */
const LOOK_AGAIN_MS = 6_000;
const ANCHOR_LIFE_SECONDS = 30 * 86_400;
/** Minutes without their text would say little: the service waits this long for it. */
const TEXT_WAIT_MS = 10 * 60_000;
const PROPOSALS_PER_RUN = 20;

const anchorItem = z.object({
  act: z.object({ cityId: z.number(), kind: z.number(), period: z.number(), reportHash: bytes32Schema, validBefore: z.bigint() }),
  approval: z.object({ officer: addressSchema, signer: signerSchema, signature: signatureSchema }),
});
export type AnchorMinutesItem = z.output<typeof anchorItem>;

/** Publishes the SHA-256 of a city's minutes, once for each proposal. */
export function anchorMinutesAct(chain: Chain): RelayAct<AnchorMinutesItem> {
  return {
    name: "anchor-minutes",
    item: anchorItem,
    batchLimit: 1,
    validBefore: ({ act }) => act.validBefore,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("No minutes to anchor");
      const { address, abi } = chain.contract("reportAnchors");
      return { to: address, data: encodeFunctionData({ abi, functionName: "anchor", args: [item.act, item.approval] }) };
    },
  };
}

export interface KeepMinutesParts {
  readonly database: DataSource;
  readonly relay: Relay;
  readonly logger: Logger;
  readonly ownCityId: number;
  readonly serviceApprovals: ServiceApprovals;
  readonly anchorMinutes: RelayAct<AnchorMinutesItem>;
  readonly readStanding: ReadStanding;
  /** The ledger’s clock, in seconds. */
  readonly now: () => Promise<bigint>;
  readonly readProposal: (proposalId: bigint) => Promise<ProposalJson>;
  readonly writeMinutes: (proposal: ProposalJson) => Promise<Buffer>;
}

/** Once a result is final: writes the city's minutes, signs their hash with the service's key, and anchors it. */
export function keepMinutesJob(parts: KeepMinutesParts): Job {
  const nextLook = new Map<bigint, number>();
  return {
    name: "council-minutes",
    everyMs: EVERY_MS,
    async run() {
      const due = (await withoutMinutes(parts.database)).filter(({ proposalId }) => (nextLook.get(proposalId) ?? 0) <= Date.now());
      if (due.length === 0) return;
      const clock = await parts.now();
      for (const row of due) {
        const { proposalId } = row;
        nextLook.set(proposalId, Date.now() + LOOK_AGAIN_MS);
        if (!isOver(row, clock) || !(await parts.readStanding(proposalId)).isFinal) continue;
        const proposal = await parts.readProposal(proposalId);
        const mayWait = proposal.words === null && Date.now() - Date.parse(proposal.proposedAt) < TEXT_WAIT_MS;
        if (proposal.isFinal && !mayWait) await keep(parts, proposalId, proposal);
      }
    },
  };
}

function withoutMinutes(database: DataSource): Promise<ProposalRow[]> {
  return database
    .getRepository(proposalEntity)
    .createQueryBuilder("p")
    .where("NOT EXISTS (SELECT 1 FROM council_minutes m WHERE m.proposal_id = p.proposalId)")
    .orderBy("p.proposedAt", "DESC")
    .take(PROPOSALS_PER_RUN)
    .getMany();
}

async function keep(parts: KeepMinutesParts, proposalId: bigint, proposal: ProposalJson): Promise<void> {
  const document = await parts.writeMinutes(proposal);
  const reportHash = sha256Of(document);
  const validBefore = BigInt(Math.floor(Date.now() / 1000) + ANCHOR_LIFE_SECONDS);
  const act = { cityId: parts.ownCityId, kind: ReportKind.MINUTES, period: numberOfProposal(proposalId), reportHash, validBefore };
  const approval = await parts.serviceApprovals.approve(reportAnchorTypedData, act);
  await inTransaction(parts.database, async (transaction) => {
    await transaction.manager.getRepository(minutesEntity).insert({ proposalId, document, reportHash, validBefore, signature: approval.signature });
    await parts.relay.submit(transaction, parts.anchorMinutes, { act, approval: { ...approval } }, { factId: `minutes:${proposalId}` });
  }).catch((error: unknown) => {
    // The ledger cannot be asked now: nothing was kept, and the next turn writes them again.
    if (!(error instanceof Problem)) throw error;
    parts.logger.warn({ code: error.code }, "minutes of the council were not anchored");
  });
}

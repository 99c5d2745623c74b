import type { DataSource } from "typeorm";
import { encodeFunctionData } from "viem";
import { z } from "zod";
import { addressSchema, bytes32Schema, hexSchema } from "../../kernel/hex.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { Job } from "../../platform/job.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import { proposalEntity, type ProposalRow } from "./proposal.entity.ts";
import type { ReadStanding, Standing } from "./read-standing.ts";

const EVERY_MS = 2_000;
/** The city that proposed carries its result out; the others step in after this long. */
const OTHERS_WAIT_MS = 30_000;
/** Between two looks at a proposal, and two attempts at the same step: eleven cities ask the same node in a demo. */
const RETRY_MS = 5_000;
const PROPOSALS_PER_RUN = 50;
const CALL_BYTES_MAX = 16_384;

const resultItem = z.object({
  targets: z.array(addressSchema),
  calldatas: z.array(hexSchema(CALL_BYTES_MAX)),
  descriptionHash: bytes32Schema,
});
export type ResultItem = z.output<typeof resultItem>;

/** Anyone may queue and execute what the council decided: no signature goes with it. */
export function councilResultAct(chain: Chain, name: "council-queue" | "council-execute"): RelayAct<ResultItem> {
  const functionName = name === "council-queue" ? "queueProposal" : "executeProposal";
  return {
    name,
    item: resultItem,
    batchLimit: 1,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("No result to carry out");
      const { address, abi } = chain.contract("council");
      return { to: address, data: encodeFunctionData({ abi, functionName, args: [item.targets, item.calldatas, item.descriptionHash] }) };
    },
  };
}

export interface CarryOutParts {
  readonly database: DataSource;
  readonly relay: Relay;
  readonly ownCityId: number;
  readonly readStanding: ReadStanding;
  readonly queue: RelayAct<ResultItem>;
  readonly execute: RelayAct<ResultItem>;
  /** The ledger's clock, in seconds. */
  readonly now: () => Promise<bigint>;
}

export interface ResultsCarrier {
  readonly job: Job;
  /** What the ledger answered when the last attempt was refused. */
  waitingOf(proposalId: bigint): { title: string; detail: string } | undefined;
}

/** Queues what succeeded and executes what waited long enough. The ledger does each once, whoever asks. */
export function createResultsCarrier(parts: CarryOutParts): ResultsCarrier {
  const notBefore = new Map<string, number>();
  const waiting = new Map<bigint, { title: string; detail: string }>();
  const nextLook = new Map<bigint, number>();

  async function step(row: ProposalRow, clock: bigint): Promise<void> {
    const { proposalId } = row;
    const standing = await parts.readStanding(proposalId);
    nextLook.set(proposalId, standing.isFinal ? Number.POSITIVE_INFINITY : Date.now() + RETRY_MS);
    const act = nextAct(parts, standing, clock);
    if (act === undefined) return void waiting.delete(proposalId);
    const now = Date.now();
    const attempt = `${act.name}:${proposalId}`;
    const from = notBefore.get(attempt) ?? now + (row.cityId === parts.ownCityId ? 0 : OTHERS_WAIT_MS);
    notBefore.set(attempt, from > now ? from : now + RETRY_MS);
    if (from > now) return;
    try {
      const item = { targets: [...row.targets], calldatas: [...row.calldatas], descriptionHash: row.descriptionHash };
      const factId = `${attempt}:${Math.floor(now / RETRY_MS)}`;
      await inTransaction(parts.database, (transaction) => parts.relay.submit(transaction, act, item, { factId }));
      waiting.delete(proposalId);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { title, detail } = error.toDocument();
      waiting.set(proposalId, { title, detail });
    }
  }

  return {
    waitingOf: (proposalId) => waiting.get(proposalId),
    job: {
      name: "council-results",
      everyMs: EVERY_MS,
      async run() {
        const rows = await parts.database
          .getRepository(proposalEntity)
          .createQueryBuilder("p")
          .where("p.executedAt IS NULL")
          .orderBy("p.proposedAt", "DESC")
          .take(PROPOSALS_PER_RUN)
          .getMany();
        const due = rows.filter(({ proposalId }) => (nextLook.get(proposalId) ?? 0) <= Date.now());
        if (due.length === 0) return;
        const clock = await parts.now();
        for (const row of due) if (isOver(row, clock)) await step(row, clock);
      },
    },
  };
}

function nextAct({ queue, execute }: CarryOutParts, { state, executableFrom }: Standing, clock: bigint): RelayAct<ResultItem> | undefined {
  if (state === "SUCCEEDED") return queue;
  return state === "QUEUED" && executableFrom <= clock ? execute : undefined;
}

/** Before its first ballot closes, a proposal has no result that the ledger need be asked for. */
export function isOver({ closesAt }: Pick<ProposalRow, "closesAt">, clock: bigint): boolean {
  return clock >= BigInt(Math.floor(closesAt.getTime() / 1000));
}

import type { Address } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { isChainFailure, type ProblemOfChainError } from "../../platform/chain/revert.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import type { ActView } from "../participants/municipal-acts.schemas.ts";
import type { Decision } from "./decisions.ts";
import type { CallView } from "./decode-calls.ts";
import { encodeDecisions, type CouncilCall } from "./encode-decisions.ts";
import { governanceProblems } from "./governance.problems.ts";
import { keepDocument, writeProposalDocument } from "./proposal-text.ts";

/** As `CouncilCalls.CALLS_MAX`. */
const CALLS_MAX = 10;

export interface ProposeParts {
  readonly chain: Chain;
  readonly ownCityId: number;
  readonly municipalActs: Pick<MunicipalActs, "draftAct">;
  readonly problemOf: ProblemOfChainError;
  readonly decodeCalls: (targets: readonly Address[], calldatas: readonly `0x${string}`[]) => readonly CallView[];
}

export interface ProposalRequest {
  readonly title: string;
  readonly text: string;
  readonly decisions: readonly Decision[];
}

/**
 * The calls of the decisions, tried as the timelock would make them.
 * @throws Problem `council-proposal-too-large`, or what the ledger would answer to a decision's first call
 */
export async function prepareCalls(parts: Pick<ProposeParts, "chain" | "problemOf">, decisions: readonly Decision[]): Promise<CouncilCall[]> {
  const byDecision = await encodeDecisions(parts.chain, decisions);
  const calls = byDecision.flat();
  if (calls.length > CALLS_MAX) throw governanceProblems.of("council-proposal-too-large", { calls: calls.length, limit: CALLS_MAX });
  // Later calls of a decision stand on its first, so they cannot be tried alone.
  for (const [first] of byDecision) if (first !== undefined) await tryCall(parts, first);
  return calls;
}

async function tryCall({ chain, problemOf }: Pick<ProposeParts, "chain" | "problemOf">, call: CouncilCall): Promise<void> {
  try {
    await chain.client.call({ account: chain.contracts.timelock, to: call.target, data: call.data, gasPrice: 0n, blockTag: "pending" });
  } catch (error) {
    const problem = isChainFailure(error) ? problemOf(error) : undefined;
    // Too many changes now says nothing of the day when it will be executed.
    if (problem?.code !== "consortium-too-many-changes") throw problem ?? error;
  }
}

/** Drafts a proposal for one COUNCIL officer to sign; its text stays with the cities, its hash is signed [X1]. */
export async function draftProposal(parts: ProposeParts, transaction: Transaction, caller: Caller, request: ProposalRequest): Promise<ActView> {
  const calls = await prepareCalls(parts, request.decisions);
  const { document, descriptionHash } = writeProposalDocument(request);
  await keepDocument(transaction.manager, { document, descriptionHash });
  const targets = calls.map(({ target }) => target);
  const calldatas = calls.map(({ data }) => data);
  return parts.municipalActs.draftAct(
    transaction,
    {
      kind: "CouncilProposal",
      message: { cityId: parts.ownCityId, targets, calldatas, descriptionHash },
      power: "COUNCIL",
      titleFr: `Proposer au conseil des villes\u00A0: ${request.title}`,
      titleEn: `Propose to the council of cities: ${request.title}`,
      details: [
        { label: "Texte", value: request.text },
        // Read back from the bytes that will be signed, never from the form.
        ...parts.decodeCalls(targets, calldatas).map(({ sentence }, index) => ({ label: `Décision ${index + 1}`, value: sentence })),
      ],
    },
    caller,
  );
}

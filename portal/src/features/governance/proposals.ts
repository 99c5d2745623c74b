import { queryOptions } from "@tanstack/react-query";
import type { Problem } from "../../api/problem.ts";
import { readAnswer } from "../../api/read-answer.ts";
import { requestJson } from "../../api/request-json.ts";
import type { Shape } from "../../api/shapes.ts";
import type { Decision } from "./decision-form.ts";

export type Proposal = Shape<"CouncilProposal">;
export type Ballot = Shape<"CouncilBallot">;
export type Call = Shape<"CouncilCall">;
export type Support = Ballot["votes"][number]["support"];

/** Ballots open and close by the ledger's clock, which tells nobody: open proposals are asked again. */
const WHILE_OPEN_MS = 5_000;

export const proposalsQuery = queryOptions<Proposal[], Problem>({
  queryKey: ["council", "proposals"],
  refetchInterval: ({ state }) => (state.data?.some(({ isFinal }) => !isFinal) ? WHILE_OPEN_MS : false),
  queryFn: async ({ signal }) => (await readAnswer<Shape<"CouncilProposals">>("/api/council/proposals", { signal })).proposals,
});

export function proposalQuery(proposalId: string) {
  return queryOptions<Proposal, Problem>({
    queryKey: ["council", "proposals", proposalId],
    refetchInterval: ({ state }) => (state.data && state.data.isFinal && state.data.minutes?.isAnchored ? false : WHILE_OPEN_MS),
    queryFn: async ({ signal }) =>
      (await readAnswer<Shape<"CouncilProposalAnswer">>(`/api/council/proposals/${encodeURIComponent(proposalId)}`, { signal })).proposal,
  });
}

export const councilActPaths = {
  propose: "/api/council/proposals",
  vote: (proposalId: string) => `/api/council/proposals/${encodeURIComponent(proposalId)}/votes`,
  requestSecondBallot: (proposalId: string) => `/api/council/proposals/${encodeURIComponent(proposalId)}/second-ballot-requests`,
  requestPause: "/api/council/pause-requests",
};

export function minutesPath(proposalId: string): string {
  return `/api/council/proposals/${encodeURIComponent(proposalId)}/minutes.pdf`;
}

/** What decisions would call, read back by the service from the bytes. */
export async function readCalls(decisions: readonly Decision[]): Promise<Call[]> {
  const { body } = await requestJson("/api/council/calls", { method: "POST", body: { decisions } });
  return (body as Shape<"CouncilCallsAnswer">).calls;
}

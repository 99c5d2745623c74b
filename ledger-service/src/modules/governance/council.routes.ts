import type { DataSource } from "typeorm";
import { Reply } from "../../platform/http/reply.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { actAnswerSchema } from "../participants/municipal-acts.schemas.ts";
import { draftSecondBallotRequest, draftVote, type VoteParts } from "./cast-vote.ts";
import {
  councilMembersSchema,
  decisionsBody,
  decisionsPreviewSchema,
  pauseAnswerSchema,
  proposalAnswerSchema,
  proposalParams,
  proposalsAnswerSchema,
  proposeBody,
  quorumAnswerSchema,
  quorumQuery,
  voteBody,
} from "./council.schemas.ts";
import { governanceProblems } from "./governance.problems.ts";
import { minutesOf } from "./minutes-store.ts";
import { draftProposal, prepareCalls, type ProposeParts } from "./propose.ts";
import { quorumWithout } from "./quorum.ts";
import { draftPauseRequest, readPause, type PauseParts } from "./request-pause.ts";
import { viewMembers, type MembersParts } from "./view-members.ts";
import { findProposal, listProposals, numberOfProposal, readProposal, type ViewProposalsParts } from "./view-proposals.ts";

export interface CouncilRoutesParts {
  readonly database: DataSource;
  readonly asOfBlock: () => Promise<number>;
  readonly members: MembersParts;
  readonly proposals: ViewProposalsParts;
  readonly proposing: ProposeParts;
  readonly voting: VoteParts;
  readonly pausing: PauseParts;
}

const delegates = { role: "OFFICER", powers: ["COUNCIL"] } as const;
const readers = [
  { role: "OFFICER", powers: ["COUNCIL", "AUDIT", "ADMIN"] },
  { role: "AUDITOR", powers: ["AUDIT"] },
] as const;

export function councilRoutes(parts: CouncilRoutesParts): Route[] {
  return [...readingRoutes(parts), ...actingRoutes(parts)];
}

function readingRoutes({ database, asOfBlock, members, proposals, pausing }: CouncilRoutesParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/council/members",
      summary: "Member cities, their validators and who sealed the last blocks",
      access: readers,
      answer: councilMembersSchema,
      handle: async () => ({ ...(await viewMembers(members)), asOfBlock: await asOfBlock() }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/council/quorum",
      summary: "Does the network go on without these cities?",
      access: readers,
      query: quorumQuery,
      answer: quorumAnswerSchema,
      handle: async ({ query }) => {
        const active = (await members.readMembers()).filter(({ status }) => status === "ACTIVE").map(({ cityId }) => cityId);
        const without = [...new Set(query.without)].filter((cityId) => active.includes(cityId));
        return {
          ...quorumWithout(active, without),
          without: without.map((cityId) => ({ cityId, cityName: members.nameOfCity(cityId) })),
          asOfBlock: await asOfBlock(),
        };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/council/proposals",
      summary: "Proposals, the latest first",
      access: readers,
      answer: proposalsAnswerSchema,
      handle: async () => ({ proposals: await listProposals(proposals), asOfBlock: await asOfBlock() }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/council/proposals/{proposalId}",
      summary: "One proposal: its text, exact calls, ballots and weights",
      access: readers,
      params: proposalParams,
      answer: proposalAnswerSchema,
      problems: ["council-proposal-unknown"],
      handle: async ({ params }) => ({ proposal: await readProposal(proposals, params.proposalId), asOfBlock: await asOfBlock() }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/council/proposals/{proposalId}/minutes.pdf",
      summary: "The city's minutes: the very bytes whose SHA-256 is anchored",
      access: readers,
      params: proposalParams,
      status: 200,
      answerMediaTypes: ["application/pdf"],
      problems: ["council-proposal-unknown", "council-minutes-not-yet"],
      handle: async ({ params: { proposalId } }) => {
        await findProposal(database, proposalId);
        const minutes = await minutesOf(database.manager, proposalId);
        if (minutes === undefined) throw governanceProblems.of("council-minutes-not-yet");
        const name = `proces-verbal-${numberOfProposal(proposalId).toString(16).padStart(8, "0")}.pdf`;
        return new Reply(200, {
          headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${name}"` },
          body: minutes.document,
        });
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/council/pause",
      summary: "The emergency pause: whether it is in force, who asked for it",
      access: readers,
      answer: pauseAnswerSchema,
      handle: async () => ({ ...(await readPause(pausing)), asOfBlock: await asOfBlock() }),
    }),
  ];
}

const decisionProblems = [
  "council-proposal-too-large",
  "council-call-refused",
  "consortium-member-exists",
  "consortium-member-unknown",
  "consortium-status-refused",
  "consortium-city-refused",
  "consortium-validator-refused",
  "consortium-population-refused",
  "consortium-too-few-validators",
  "consortium-too-many-changes",
];

function actingRoutes({ proposing, voting, pausing }: CouncilRoutesParts): Route[] {
  return [
    defineRoute({
      method: "POST",
      path: "/api/council/calls",
      summary: "What decisions would call, read back from the bytes; keeps nothing",
      access: delegates,
      body: decisionsBody,
      answer: decisionsPreviewSchema,
      problems: decisionProblems,
      handle: async ({ body }) => {
        const calls = await prepareCalls(proposing, body.decisions);
        return { calls: [...proposing.decodeCalls(calls.map(({ target }) => target), calls.map(({ data }) => data))] };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/council/proposals",
      summary: "Drafts a proposal for one COUNCIL officer to sign",
      access: delegates,
      body: proposeBody,
      status: 201,
      answer: actAnswerSchema,
      problems: decisionProblems,
      handle: async ({ body, caller, transaction }) => ({ act: await draftProposal(proposing, transaction, caller, body) }),
    }),
    defineAct({
      method: "POST",
      path: "/api/council/proposals/{proposalId}/votes",
      summary: "Drafts the city's vote",
      access: delegates,
      params: proposalParams,
      body: voteBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["council-proposal-unknown", "council-ballot-closed", "council-already-voted", "council-members-only"],
      handle: async ({ params, body, caller, transaction }) => ({ act: await draftVote(voting, transaction, caller, { ...params, ...body }) }),
    }),
    defineAct({
      method: "POST",
      path: "/api/council/proposals/{proposalId}/second-ballot-requests",
      summary: "Drafts the city's request for a second ballot",
      access: delegates,
      params: proposalParams,
      status: 201,
      answer: actAnswerSchema,
      problems: ["council-proposal-unknown", "council-already-requested", "council-second-ballot-refused"],
      handle: async ({ params, caller, transaction }) => ({
        act: await draftSecondBallotRequest(voting, transaction, caller, params.proposalId),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/council/pause-requests",
      summary: "Drafts the city's request for the emergency pause",
      access: delegates,
      status: 201,
      answer: actAnswerSchema,
      handle: async ({ caller, transaction }) => ({ act: await draftPauseRequest(pausing, transaction, caller) }),
    }),
  ];
}

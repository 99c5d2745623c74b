import { z } from "zod";
import { address, count, isoTime } from "../../platform/http/wire-schemas.ts";
import { decisionSchema } from "./decisions.ts";
import { memberChangeKinds } from "./member-change.entity.ts";
import { proposalPhases } from "./proposal-phase.ts";
import { TEXT_MAX, TITLE_MAX } from "./proposal-text.ts";

const cityRef = { cityId: count, cityName: z.string() };
const people = z.string().regex(/^\d{1,78}$/).meta({ description: "Cities or people, a decimal string" });
const bytes = z.string().regex(/^0x[0-9a-f]*$/i);

export const supportNames = ["AGAINST", "FOR", "ABSTAIN"] as const;
export const ballotKinds = ["FIRST", "SECOND"] as const;

export const councilMembersSchema = z
  .object({
    network: z.object({
      consensus: z.enum(["QBFT", "NONE"]).meta({ description: "NONE: a trial register, which no city seals" }),
      setSize: count,
      quorum: count.meta({ description: "Cities that must seal for a block to be final" }),
      blocksRead: count,
    }),
    members: z.array(
      z.object({
        ...cityRef,
        status: z.enum(["NONE", "ACTIVE", "SUSPENDED", "DEPARTED"]),
        population: count,
        validator: address,
        joinedAt: isoTime,
        departedAt: isoTime.nullable(),
        live: z.enum(["SEALING", "SILENT", "NOT_SEALING", "UNKNOWN"]),
        sealedCount: count.nullable(),
        lastSealedBlock: count.nullable(),
        changes: z.array(z.object({ kind: z.enum(memberChangeKinds), validator: address.nullable(), population: count.nullable(), at: isoTime })),
      }),
    ),
    asOfBlock: count,
  })
  .meta({ id: "CouncilMembers" });

const callSchema = z
  .object({
    target: address,
    data: bytes,
    contract: z.string().nullable(),
    signature: z.string().nullable(),
    args: z.array(z.object({ name: z.string(), type: z.string(), value: z.string() })),
    isKnown: z.boolean().meta({ description: "False: nobody can say what the call does; a warning stands in its place" }),
    sentence: z.string(),
    sentenceEn: z.string(),
  })
  .meta({ id: "CouncilCall" });

const ballotSchema = z
  .object({
    ballot: z.enum(ballotKinds),
    opensAt: isoTime,
    closesAt: isoTime,
    isOpen: z.boolean(),
    votesFor: people,
    votesAgainst: people,
    votesAbstain: people,
    citiesFor: count,
    citiesAgainst: count,
    citiesAbstain: count,
    votes: z.array(z.object({ ...cityRef, support: z.enum(supportNames), weight: people, at: isoTime })),
  })
  .meta({ id: "CouncilBallot" });

export const proposalSchema = z
  .object({
    proposalId: people,
    /** What people call it: the low 32 bits of its id. */
    number: z.string(),
    ...cityRef,
    words: z.object({ title: z.string(), text: z.string() }).nullable().meta({ description: "Null: no text of this hash is here" }),
    descriptionHash: bytes,
    phase: z.enum(proposalPhases),
    isFinal: z.boolean(),
    concernsMembership: z.boolean(),
    proposedAt: isoTime,
    snapshotAt: isoTime,
    calls: z.array(callSchema),
    ballots: z.array(ballotSchema),
    secondBallotRequests: z.array(z.object({ ...cityRef, at: isoTime })),
    requestsNeeded: count,
    requestsUntil: isoTime.nullable(),
    memberCount: count.meta({ description: "Active members at the snapshot" }),
    quorumCities: count,
    populations: z.array(z.object({ ...cityRef, population: count })).meta({ description: "At the snapshot: the weights of a second ballot" }),
    totalPopulation: count,
    executableFrom: isoTime.nullable(),
    executedAt: isoTime.nullable(),
    executedBlock: count.nullable(),
    waiting: z.object({ title: z.string(), detail: z.string() }).nullable().meta({ description: "Why the result is not carried out yet" }),
    mayVoteIn: z.enum(ballotKinds).nullable(),
    mayRequestSecondBallot: z.boolean(),
    minutes: z.object({ reportHash: bytes, isAnchored: z.boolean() }).nullable(),
  })
  .meta({ id: "CouncilProposal" });
export type ProposalJson = z.input<typeof proposalSchema>;

export const proposalsAnswerSchema = z.object({ proposals: z.array(proposalSchema), asOfBlock: count }).meta({ id: "CouncilProposals" });
export const proposalAnswerSchema = z.object({ proposal: proposalSchema, asOfBlock: count }).meta({ id: "CouncilProposalAnswer" });

export const proposalParams = z.object({ proposalId: z.string().regex(/^\d{1,78}$/).transform((text) => BigInt(text)) });

export const proposeBody = z
  .strictObject({
    title: z.string().trim().min(3).max(TITLE_MAX),
    text: z.string().trim().min(10).max(TEXT_MAX),
    decisions: z.array(decisionSchema).min(1).max(10),
  })
  .meta({ id: "CouncilProposalRequest" });

export const decisionsPreviewSchema = z.object({ calls: z.array(callSchema) }).meta({ id: "CouncilCallsAnswer" });
export const decisionsBody = z.strictObject({ decisions: z.array(decisionSchema).min(1).max(10) }).meta({ id: "CouncilCallsRequest" });

export const voteBody = z.strictObject({ ballot: z.enum(ballotKinds), support: z.enum(supportNames) }).meta({ id: "CouncilVoteRequest" });

export const quorumQuery = z.object({
  without: z
    .string()
    .regex(/^\d{1,3}(,\d{1,3})*$/)
    .optional()
    .transform((text) => (text === undefined ? [] : text.split(",").map(Number))),
});
export const quorumAnswerSchema = z
  .object({
    setSize: count,
    quorum: count,
    runningCount: count,
    finalizes: z.boolean(),
    mayFailMore: count,
    without: z.array(z.object(cityRef)),
    asOfBlock: count,
  })
  .meta({ id: "CouncilQuorum" });

export const pauseAnswerSchema = z
  .object({
    round: count,
    isPaused: z.boolean(),
    pausedUntil: isoTime.nullable(),
    mayBeRequested: z.boolean(),
    requestsNeeded: count,
    requests: z.array(z.object({ ...cityRef, at: isoTime })),
    hasAsked: z.boolean(),
    past: z.array(z.object({ round: count, pausedAt: isoTime, pausedUntil: isoTime, liftedAt: isoTime.nullable() })),
    asOfBlock: count,
  })
  .meta({ id: "CouncilPause" });

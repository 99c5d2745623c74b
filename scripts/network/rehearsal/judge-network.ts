import { faultsBorne, quorumOf } from "../quorum.ts";

/** What the nodes that answer say, at one moment. */
export interface NetworkSight {
  /** Of the set that may seal the next block. */
  readonly validatorCount: number;
  /** Validators of the set whose node is not in this folder: whether they answer is not known. */
  readonly unseenCount: number;
  /** Heights of the set's nodes that answer, by name. */
  readonly heights: ReadonlyMap<string, number>;
  readonly lastBlockAgeSeconds: number;
  readonly blockPeriodSeconds: number;
  readonly requestTimeoutSeconds: number;
}

export type Verdict =
  | { readonly state: "GOING" }
  | { readonly state: "SLOW_ROUND"; readonly round: number; readonly nextWithinSeconds: number }
  | { readonly state: "NO_QUORUM"; readonly missing: number }
  | { readonly state: "STALLED"; readonly round: number }
  /** One node keeps a block that all others lack. */
  | { readonly state: "ALONE_AHEAD"; readonly ahead: string };

/** From this round on nobody should wait for the timers: round 4 alone lasts sixteen times the first. */
const STALLED_FROM_ROUND = 4;
const PERIODS_OF_PATIENCE = 3;

/** Round in which a network is that has been without a block for so long: each lasts twice the one before. */
export function roundAfter(seconds: number, requestTimeoutSeconds: number): number {
  return Math.floor(Math.log2(Math.max(0, seconds) / requestTimeoutSeconds + 1));
}

/** Tells a halt from a slow round. */
export function judgeNetwork(sight: NetworkSight): Verdict {
  const { validatorCount, unseenCount, heights, lastBlockAgeSeconds, blockPeriodSeconds, requestTimeoutSeconds } = sight;
  const quorum = quorumOf(validatorCount);
  const missing = quorum - heights.size - unseenCount;
  if (missing > 0) return { state: "NO_QUORUM", missing };
  const waitedSeconds = lastBlockAgeSeconds - blockPeriodSeconds;
  if (waitedSeconds <= PERIODS_OF_PATIENCE * blockPeriodSeconds) return { state: "GOING" };
  const round = roundAfter(waitedSeconds, requestTimeoutSeconds);
  if (round >= 2) {
    const ahead = aloneAhead(heights);
    if (ahead !== undefined) return { state: "ALONE_AHEAD", ahead };
  }
  if (round >= STALLED_FROM_ROUND) return { state: "STALLED", round };
  const endOfRoundSeconds = requestTimeoutSeconds * (2 ** (round + 1) - 1);
  return { state: "SLOW_ROUND", round, nextWithinSeconds: Math.ceil(endOfRoundSeconds - waitedSeconds) };
}

function aloneAhead(heights: ReadonlyMap<string, number>): string | undefined {
  const highest = Math.max(...heights.values());
  const [first, second] = [...heights].filter(([, height]) => height === highest);
  return heights.size > 1 && second === undefined ? first?.[0] : undefined;
}

/** What to do, in words. */
export function verdictSentences(verdict: Verdict, validatorCount: number): { fr: string; en: string } {
  switch (verdict.state) {
    case "GOING":
      return { fr: "Le réseau avance.", en: "The network goes on." };
    case "SLOW_ROUND":
      return {
        fr: `Tour lent (tour ${verdict.round}) : un nœud attendu ne répond pas. Le réseau passe au suivant d’ici ${verdict.nextWithinSeconds} s; rien à faire.`,
        en: `Slow round (round ${verdict.round}): a node that was expected does not answer. The network moves on within ${verdict.nextWithinSeconds} s; nothing to do.`,
      };
    case "NO_QUORUM":
      return {
        fr: `Arrêt : il manque ${verdict.missing} nœud(s) pour sceller (${quorumOf(validatorCount)} sur ${validatorCount}). Rien n’est perdu. Ramenez les nœuds arrêtés : « npm run network -- up ».`,
        en: `Halt: ${verdict.missing} node(s) are missing to seal (${quorumOf(validatorCount)} of ${validatorCount}). Nothing is lost. Bring the stopped nodes back: "npm run network -- up".`,
      };
    case "STALLED":
      return {
        fr: `Arrêt au tour ${verdict.round}, alors que les nœuds répondent : chacun attend la fin de son propre tour. Redémarrez-les ensemble : « npm run network -- restart --all ».`,
        en: `Halt in round ${verdict.round} although the nodes answer: each waits for its own round to end. Restart them together: "npm run network -- restart --all".`,
      };
    case "ALONE_AHEAD":
      return {
        fr: `Arrêt : ${verdict.ahead} garde un bloc que les autres n’ont pas. Copiez ses blocs chez les autres : « npm run network -- heal ».`,
        en: `Halt: ${verdict.ahead} keeps a block that the others lack. Copy its blocks to the others: "npm run network -- heal".`,
      };
  }
}

/** How many stop first when all are to stop: one more than the network bears, so that no block is half sealed. */
export const firstToStop = (validatorCount: number): number => faultsBorne(validatorCount) + 1;

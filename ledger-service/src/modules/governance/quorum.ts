import { quorumOf } from "maille-verify/validator-set";

export interface QuorumAnswer {
  readonly setSize: number;
  readonly quorum: number;
  readonly runningCount: number;
  readonly finalizes: boolean;
  /** How many more may stop before the network does. */
  readonly mayFailMore: number;
}

/** What if these cities' nodes were stopped? Cities outside the set change nothing. */
export function quorumWithout(validatorCityIds: readonly number[], without: readonly number[]): QuorumAnswer {
  const setSize = validatorCityIds.length;
  const quorum = quorumOf(setSize);
  const runningCount = validatorCityIds.filter((cityId) => !without.includes(cityId)).length;
  return { setSize, quorum, runningCount, finalizes: runningCount >= quorum, mayFailMore: Math.max(0, runningCount - quorum) };
}

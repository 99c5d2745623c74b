import { useQueryClient } from "@tanstack/react-query";
import type { Hex } from "viem";
import { useSubmission } from "../../api/use-submission.ts";
import { counterChargeQuery } from "../../features/redemptions/counter-charge.ts";
import { refusalOfProblem } from "../../features/redemptions/refusal-of-problem.ts";
import { meetPerson } from "../../features/redemptions/ring-up.ts";
import type { ScannedCode } from "../../scanning/parse-code.ts";

/** Puts the sale before the person whose code was read. A refusal of the counter is told apart from a reading error. */
export function useMeetPerson(chargeId: Hex) {
  const queries = useQueryClient();
  const meet = useSubmission(async (read: ScannedCode) => {
    queries.setQueryData(counterChargeQuery(chargeId).queryKey, await meetPerson(chargeId, read));
  });
  return { read: meet.submit, busy: meet.busy, renew: meet.renew, problem: meet.problem, refusal: meet.problem && refusalOfProblem(meet.problem) };
}

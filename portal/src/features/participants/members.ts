import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { submitAct } from "../../api/submit-operation.ts";

/** Someone who acts for an institution. */
export type Member = Shape<"InstitutionMembers">["members"][number];

export function membersQuery(institution: Hex) {
  return queryOptions({
    queryKey: ["institutions", institution, "members"],
    queryFn: async ({ signal }) => (await readAnswer<{ members: Member[] }>(`/api/institutions/${institution}/members`, { signal })).members,
  });
}

/** Ends a person's role and sessions at once; the withdrawal of a coordinator's key becomes an act to approve. */
export async function removeMember(institution: Hex, memberId: string, { idempotencyKey }: { idempotencyKey: string }): Promise<Member[]> {
  return (await submitAct<{ members: Member[] }>({ path: `/api/institutions/${institution}/members/${memberId}/removal`, body: {}, idempotencyKey })).members;
}

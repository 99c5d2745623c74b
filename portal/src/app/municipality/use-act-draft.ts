import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { actQuery } from "../../features/participants/acts.ts";
import type { Act } from "../../features/participants/acts.ts";

/** A form that drafts an act: what it gives opens at once, for officers to read, sign or withdraw. */
export function useActDraft<Input>(draft: (input: Input, key: { idempotencyKey: string }) => Promise<Act>) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useSubmission(async (input: Input, tools) => {
    const act = await draft(input, tools);
    queries.setQueryData(actQuery(act.id).queryKey, act);
    await navigate(`/ville/actes/${act.id}`);
  });
}

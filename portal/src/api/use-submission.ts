import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { endsIntention, Intention } from "./intention.ts";
import { asProblem } from "./problem.ts";
import type { Problem } from "./problem.ts";

export type SubmissionTools = { idempotencyKey: string; onStatus: (status: string) => void; once: Intention["once"] };

/**
 * One act of a screen. The idempotency key is made at the first attempt and kept across retries, until the act
 * succeeds, the service refuses it, or `renew` says that the intention has changed (another amount, another sheet).
 */
export function useSubmission<Input, Result>(act: (input: Input, tools: SubmissionTools) => Promise<Result>) {
  const present = useRef<Intention | undefined>(undefined);
  const [status, setStatus] = useState<string | undefined>(undefined);
  const mutation = useMutation<Result, Problem, Input>({
    mutationFn: async (input) => {
      const intention = (present.current ??= new Intention());
      setStatus(undefined);
      try {
        const tools: SubmissionTools = { idempotencyKey: intention.idempotencyKey, onStatus: setStatus, once: (name, make) => intention.once(name, make) };
        const result = await act(input, tools);
        present.current = undefined;
        return result;
      } catch (error) {
        const problem = asProblem(error);
        if (endsIntention(problem)) present.current = undefined;
        throw problem;
      }
    },
  });
  const renew = () => {
    present.current = undefined;
    setStatus(undefined);
    mutation.reset();
  };
  return { submit: mutation.mutate, submitAsync: mutation.mutateAsync, busy: mutation.isPending, problem: mutation.error ?? undefined, result: mutation.data, operationStatus: status, renew };
}

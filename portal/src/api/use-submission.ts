import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { asProblem } from "./problem.ts";
import type { Problem } from "./problem.ts";

export type SubmissionTools = { idempotencyKey: string; onStatus: (status: string) => void };

/**
 * One act of a screen. The idempotency key is made at the first attempt and kept across retries, until the act
 * succeeds or `renew` says that the intention has changed (another amount, another sheet).
 */
export function useSubmission<Input, Result>(act: (input: Input, tools: SubmissionTools) => Promise<Result>) {
  const key = useRef<string | undefined>(undefined);
  const [status, setStatus] = useState<string | undefined>(undefined);
  const mutation = useMutation<Result, Problem, Input>({
    mutationFn: async (input) => {
      key.current ??= crypto.randomUUID();
      setStatus(undefined);
      try {
        const result = await act(input, { idempotencyKey: key.current, onStatus: setStatus });
        key.current = undefined;
        return result;
      } catch (error) {
        throw asProblem(error);
      }
    },
  });
  const renew = () => {
    key.current = undefined;
    setStatus(undefined);
    mutation.reset();
  };
  return { submit: mutation.mutate, submitAsync: mutation.mutateAsync, busy: mutation.isPending, problem: mutation.error ?? undefined, result: mutation.data, operationStatus: status, renew };
}

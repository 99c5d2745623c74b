import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { asProblem } from "./problem.ts";
import type { Problem } from "./problem.ts";

export type SubmissionTools = {
  idempotencyKey: string;
  onStatus: (status: string) => void;
  /** Makes a thing at the first attempt and gives the same at each retry: a signature, which never comes out twice alike. */
  once: <Made>(name: string, make: () => Promise<Made>) => Promise<Made>;
};

type Intention = { key: string; made: Map<string, unknown> };

/** The service said no: nothing happened, and the next attempt is a new intention. */
function isRefusal({ status }: Problem): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429;
}

/**
 * One act of a screen. The idempotency key is made at the first attempt and kept across retries, until the act
 * succeeds, the service refuses it, or `renew` says that the intention has changed (another amount, another sheet).
 */
export function useSubmission<Input, Result>(act: (input: Input, tools: SubmissionTools) => Promise<Result>) {
  const present = useRef<Intention | undefined>(undefined);
  const [status, setStatus] = useState<string | undefined>(undefined);
  const mutation = useMutation<Result, Problem, Input>({
    mutationFn: async (input) => {
      const intention = (present.current ??= { key: crypto.randomUUID(), made: new Map() });
      const once = async <Made,>(name: string, make: () => Promise<Made>): Promise<Made> => {
        if (!intention.made.has(name)) intention.made.set(name, await make());
        return intention.made.get(name) as Made;
      };
      setStatus(undefined);
      try {
        const result = await act(input, { idempotencyKey: intention.key, onStatus: setStatus, once });
        present.current = undefined;
        return result;
      } catch (error) {
        const problem = asProblem(error);
        if (isRefusal(problem)) present.current = undefined;
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

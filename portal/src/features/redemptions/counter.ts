import { queryOptions } from "@tanstack/react-query";
import { keccak256 } from "viem/utils";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import type { Signer } from "../../signing/signer.ts";

/** The merchant's counter as the service sees it from one terminal. */
export type Counter = Shape<"Counter">;

/** The counter, and the key of this device that signs for it: none while no key here is an enrolled terminal. */
export type CounterHere = Counter & { terminal: Hex | undefined; signer: Signer | undefined };

/** A terminal's id on the ledger: the hash of its key's ERC-7913 bytes. */
export function terminalIdOf(signer: Pick<Signer, "signerBytes">): Hex {
  return keccak256(signer.signerBytes);
}

async function readCounter(terminal: Hex | undefined, signal: AbortSignal): Promise<Counter> {
  return readAnswer<Counter>(terminal === undefined ? "/api/counter" : `/api/counter?terminal=${terminal}`, { signal });
}

async function findCounter(keys: readonly Signer[], signal: AbortSignal): Promise<CounterHere> {
  let last: Counter | undefined;
  for (const signer of keys) {
    const terminal = terminalIdOf(signer);
    const counter = await readCounter(terminal, signal);
    if (counter.terminalStatus === "ACTIVE") return { ...counter, terminal, signer };
    if (last === undefined || counter.terminalStatus === "REMOVED") last = counter;
  }
  return { ...(last ?? (await readCounter(undefined, signal))), terminal: undefined, signer: undefined };
}

/** The counter by the first of these keys that is an enrolled terminal. */
export function counterQuery(keys: readonly Signer[] | undefined) {
  return queryOptions({
    queryKey: ["acting", "counter", keys?.map(({ signerBytes }) => signerBytes) ?? null],
    queryFn: ({ signal }) => findCounter(keys ?? [], signal),
    enabled: keys !== undefined,
  });
}

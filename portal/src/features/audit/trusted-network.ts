import { queryOptions } from "@tanstack/react-query";
import { parseNetworkFile } from "maille-verify/network-file";
import type { NetworkFile } from "maille-verify/network-file";
import { readAnswer } from "../../api/read-answer.ts";

/** A description of a network and where it comes from: this city now, this city before, or the person's own file. */
export type TrustedNetwork = { network: NetworkFile } & ({ from: "city" | "kept"; /** Milliseconds. */ at: number } | { from: "own"; fileName: string });

const ADDRESS = "/.well-known/maille/network.json";
const KEPT_AS = "maille-network";

type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;

/** Keeps the city's description with its date, for when the city does not answer. A full or closed storage is no failure. */
export function keepNetwork(text: string, at: number, storage: Storage): void {
  try {
    storage.setItem(KEPT_AS, JSON.stringify({ at, text }));
  } catch {
    return;
  }
}

/** What was kept; undefined when there is none that reads. */
export function readKeptNetwork(storage: Storage): TrustedNetwork | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEPT_AS) ?? "null");
    if (typeof kept !== "object" || kept === null || !("at" in kept) || !("text" in kept)) return undefined;
    if (typeof kept.at !== "number" || typeof kept.text !== "string") return undefined;
    return { from: "kept", at: kept.at, network: parseNetworkFile(kept.text) };
  } catch {
    return undefined;
  }
}

/** The city's description of the network, or the one that this device kept of it. */
async function loadNetwork(signal: AbortSignal): Promise<TrustedNetwork> {
  try {
    const text = JSON.stringify(await readAnswer<object>(ADDRESS, { signal }));
    const network = parseNetworkFile(text);
    const at = Date.now();
    keepNetwork(text, at, window.localStorage);
    return { from: "city", at, network };
  } catch (error) {
    const kept = readKeptNetwork(window.localStorage);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Read once an opening: what is trusted does not change under the person's eyes. */
export const cityNetworkQuery = queryOptions({
  queryKey: ["public", "network"],
  queryFn: ({ signal }) => loadNetwork(signal),
  staleTime: Infinity,
  gcTime: Infinity,
  networkMode: "always",
});

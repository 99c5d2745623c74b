import { queryOptions } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import type { Hex } from "viem";
import type { Session } from "../api/session.ts";
import { demoKeyQuery } from "./demo-key.ts";
import { createDeviceKey, loadDeviceKey } from "./device-key.ts";
import type { Signer } from "./signer.ts";

/** The keys that this device may sign a merchant's sales with. */
export type TerminalKeys = {
  /** Made in this browser for this merchant. */
  device: Signer | undefined;
  /** The cast's key of the counter, which has no account: the demo's cashier only. */
  test: Signer | undefined;
  testNotice: string | undefined;
};

function holderOf(merchant: Hex): string {
  return `terminal:${merchant}`;
}

async function findTerminalKeys(client: QueryClient, session: Session, merchant: Hex): Promise<TerminalKeys> {
  const { network, person } = session;
  // A cast key with an account is that person's own, and no terminal's.
  const demo = network.isDemo && person && person.account === undefined ? await client.ensureQueryData(demoKeyQuery(person.personId)) : null;
  return { device: await loadDeviceKey(network, holderOf(merchant)), test: demo?.signer, testNotice: demo?.notice };
}

export function terminalKeysQuery(client: QueryClient, session: Session | undefined, merchant: Hex) {
  return queryOptions({
    queryKey: ["own-keys", "terminal", session?.person?.personId ?? null, session?.network.genesisHash ?? null, merchant],
    queryFn: () => (session ? findTerminalKeys(client, session, merchant) : { device: undefined, test: undefined, testNotice: undefined }),
    enabled: session !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** This device's key for the merchant's sales, made if there is none: P-256, never extractable [Q14]. */
export async function ensureTerminalKey({ network }: Session, merchant: Hex): Promise<Signer> {
  return (await loadDeviceKey(network, holderOf(merchant))) ?? createDeviceKey(network, holderOf(merchant));
}

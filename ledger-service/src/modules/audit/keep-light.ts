import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { Job } from "../../platform/job.ts";
import type { LightJson } from "./audit.schemas.ts";
import type { Reconciliation } from "./reconcile.ts";

const RECONCILE_EVERY_MS = 15_000;

/** The last comparison: the public page asks often, the ledger is asked four times a minute. */
export interface KeptLight {
  read(): Promise<LightJson>;
  readonly job: Job;
}

export function keepLight(reconcileNow: () => Promise<Reconciliation>, events: LiveEvents): KeptLight {
  let last: LightJson | undefined;
  const refresh = async (): Promise<LightJson> => {
    const { light } = await reconcileNow();
    if (light.state !== last?.state || light.asOfBlock !== last.asOfBlock) {
      events.publish({ name: "chain", to: { kind: "EVERYONE" }, data: { blockNumber: light.asOfBlock, light: light.state } });
    }
    last = light;
    return light;
  };
  return {
    read: async () => last ?? refresh(),
    job: { name: "reconcile", everyMs: RECONCILE_EVERY_MS, run: async () => void (await refresh()) },
  };
}

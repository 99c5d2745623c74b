import type { Projection } from "../../indexing/projection.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { Route } from "../../platform/http/route.ts";
import type { Job } from "../../platform/job.ts";
import { Audit1700000900000 } from "./audit.migration.ts";
import { auditRoutes } from "./audit.routes.ts";
import type { IssuanceAuditParts } from "./issuance-audit.ts";
import { keepLight } from "./keep-light.ts";
import { issuanceProjection } from "./project-issuance.ts";
import type { PublicSummaryParts } from "./public-summary.ts";
import { reconcile, type ReconciliationParts } from "./reconcile.ts";

export const auditMigrations = [Audit1700000900000];

export interface AuditModule {
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  readonly jobs: readonly Job[];
}

/** Audit: where every point came from, and whether ledger and database agree. */
export function buildAuditModule(
  parts: IssuanceAuditParts & Omit<PublicSummaryParts, "kept"> & ReconciliationParts & { readonly liveEvents: LiveEvents },
): AuditModule {
  const reconcileNow = () => reconcile(parts);
  const light = keepLight(reconcileNow, parts.liveEvents);
  return {
    routes: auditRoutes({ ...parts, readLight: light.read, reconcileNow }),
    projections: [issuanceProjection],
    jobs: [light.job],
  };
}

import type { Projection } from "../../indexing/projection.ts";
import type { IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { CityIdentity } from "../../platform/environment/city-configuration.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { Route } from "../../platform/http/route.ts";
import type { Job } from "../../platform/job.ts";
import { bookAct, type BookedAct } from "../../relay/act-book.ts";
import { anchorReportAct } from "./anchor-report.ts";
import { answerCloseHandler } from "./answer-close.ts";
import { Audit1700000900000 } from "./audit.migration.ts";
import { auditRoutes } from "./audit.routes.ts";
import { closeDaysJob, type CloseDaysParts } from "./close-days-job.ts";
import { Closes1700000910000 } from "./closes.migration.ts";
import { closesRoutes } from "./closes.routes.ts";
import { collectClosesJob, type CollectClosesParts } from "./collect-closes-job.ts";
import { describeNetwork, type NetworkParts } from "./describe-network.ts";
import type { IssuanceAuditParts } from "./issuance-audit.ts";
import { keepLight } from "./keep-light.ts";
import { networkRoutes } from "./network.routes.ts";
import { closesProjection } from "./project-closes.ts";
import { factsProjection } from "./project-facts.ts";
import { issuanceProjection } from "./project-issuance.ts";
import { proofsRoutes, type ProofsRoutesParts } from "./proofs.routes.ts";
import type { PublicSummaryParts } from "./public-summary.ts";
import { readClosesLight } from "./read-closes-light.ts";
import { reconcile, type ReconciliationParts } from "./reconcile.ts";

export const auditMigrations = [Audit1700000900000, Closes1700000910000];

export interface AuditModule {
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  readonly acts: readonly BookedAct[];
  readonly jobs: readonly Job[];
  readonly intercityHandlers: readonly IntercityHandler[];
}

export type AuditModuleParts = IssuanceAuditParts &
  Omit<PublicSummaryParts, "kept"> &
  Omit<ReconciliationParts, "closesLight"> &
  Omit<CloseDaysParts, "anchorReport"> &
  CollectClosesParts &
  NetworkParts &
  Omit<ProofsRoutesParts, "network"> & { readonly cities: readonly CityIdentity[]; readonly liveEvents: LiveEvents };

/** Audit: where every point came from, whether ledger, database and the other cities' closes agree. */
export function buildAuditModule(parts: AuditModuleParts): AuditModule {
  const reconcileNow = () => reconcile({ ...parts, closesLight: () => readClosesLight(parts) });
  const light = keepLight(reconcileNow, parts.liveEvents);
  const anchorReport = anchorReportAct(parts.chain);
  const network = describeNetwork(parts);
  return {
    routes: [
      ...auditRoutes({ ...parts, readLight: light.read, reconcileNow }),
      ...closesRoutes(parts),
      ...proofsRoutes({ ...parts, network }),
      ...networkRoutes({ network }),
    ],
    projections: [issuanceProjection, closesProjection, factsProjection],
    acts: [bookAct(anchorReport)],
    jobs: [light.job, closeDaysJob({ ...parts, anchorReport }), collectClosesJob(parts)],
    intercityHandlers: [answerCloseHandler(parts)],
  };
}

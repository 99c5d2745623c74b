import type { Route } from "../../platform/http/route.ts";
import { disputeRoutes, type DisputeRouteParts } from "./disputes.routes.ts";
import { exchangeRoutes, type ExchangeRouteParts } from "./exchanges.routes.ts";
import { pendingLineRoutes, type PendingLineRouteParts } from "./pending-lines.routes.ts";
import { sheetRoutes, type SheetRouteParts } from "./sheets.routes.ts";

/** The route table; its parts are used inside handlers only, so that the API can be described without running. */
export function attestationsRoutes(parts: SheetRouteParts & PendingLineRouteParts & DisputeRouteParts & ExchangeRouteParts): Route[] {
  return [...sheetRoutes(parts), ...pendingLineRoutes(parts), ...disputeRoutes(parts), ...exchangeRoutes(parts)];
}

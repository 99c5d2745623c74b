import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ledgerStateQuery } from "./ledger-state.ts";
import type { LedgerState } from "./ledger-state.ts";
import { useCityEvent } from "./use-city-event.ts";

/** What the ledger is doing, kept up to date by live events. Undefined until the service has said so once. */
export function useLedgerState(): LedgerState | undefined {
  const queries = useQueryClient();
  useCityEvent("ledger", () => void queries.invalidateQueries(ledgerStateQuery));
  return useQuery(ledgerStateQuery).data;
}

import { z } from "zod";
import { defineRoute, type Route } from "../http/route.ts";
import { ledgerStates } from "./ledger-state.ts";
import type { LedgerReport } from "./watch-ledger.ts";

/** What the ledger is doing, as every screen shows it. */
export const ledgerStateSchema = z
  .object({ state: z.enum(ledgerStates), lastBlockAt: z.string().optional(), asOfBlock: z.number().int() })
  .meta({ id: "LedgerState" });

/** Anyone may ask; also told live by the event `ledger`. */
export function ledgerStateRoutes(parts: { report: () => LedgerReport; asOfBlock: () => Promise<number> }): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/ledger-state",
      summary: "Whether the ledger goes on",
      access: "public",
      answer: ledgerStateSchema,
      handle: async () => {
        const { state, lastBlockAt } = parts.report();
        return { state, ...(lastBlockAt === undefined ? {} : { lastBlockAt }), asOfBlock: await parts.asOfBlock() };
      },
    }),
  ];
}

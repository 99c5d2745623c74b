import type { EntityManager } from "typeorm";
import type { Address } from "viem";
import { onEvent, type Projection } from "../../indexing/projection.ts";
import { lineFactId, reportFactId, type FactKind } from "./fact.ts";

/** Where on the ledger each fact is that can be proved, and whose it is. */
export const factsProjection: Projection = {
  name: "audit-facts",
  tables: ["audit_facts"],
  on: [
    onEvent("redemptionDesk", "Redeemed", ({ id, args }, { manager }) => keepFact(manager, "RECEIPT", args.chargeId, id, [args.account])),
    onEvent("earningSheets", "LinePosted", ({ id, args }, { manager }) =>
      keepFact(manager, "LINE", lineFactId(args.sheetId, args.index), id, [args.account]),
    ),
    onEvent("serviceExchanges", "ExchangeSettled", ({ id, args }, { manager }) =>
      keepFact(manager, "EXCHANGE", args.exchangeId, id, [args.provider, args.receiver]),
    ),
    onEvent("reportAnchors", "ReportAnchored", ({ id, args }, { manager }) =>
      keepFact(manager, "REPORT", reportFactId(args.cityId, args.kind, args.period), id, []),
    ),
  ],
};

async function keepFact(manager: EntityManager, kind: FactKind, factId: string, eventId: string, accounts: readonly Address[]): Promise<void> {
  await manager.query(`INSERT INTO audit_facts (kind, fact_id, event_id, accounts) VALUES ($1, $2, $3, $4)`, [
    kind,
    factId,
    eventId,
    [...accounts],
  ]);
}

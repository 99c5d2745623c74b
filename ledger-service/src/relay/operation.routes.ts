import type { DataSource } from "typeorm";
import { z } from "zod";
import type { LedgerGate } from "../platform/chain/ledger-gate.ts";
import { commonProblems } from "../platform/http/common.problems.ts";
import { defineRoute, type Route } from "../platform/http/route.ts";
import { withLedgerNote } from "./ledger-note.ts";
import { operationsById, viewOf } from "./operation-store.ts";
import { operationSchema } from "./operation.schemas.ts";

/** An operation is its sender's alone: to others it does not exist [S9]. */
export function operationRoutes(parts: { database: DataSource; ledger: LedgerGate }): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/operations/{id}",
      summary: "Follows an operation until the index shows it",
      access: "session",
      params: z.object({ id: z.uuid() }),
      answer: operationSchema,
      handle: async ({ params, caller }) => {
        const [row] = await operationsById(parts.database.manager, [params.id]);
        if (row === undefined || row.owner_person_id !== caller.personId) throw commonProblems.of("not-found");
        return withLedgerNote(viewOf(row), parts.ledger.state());
      },
    }),
  ];
}

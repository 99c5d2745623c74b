import type { DataSource } from "typeorm";
import { operationsById, viewOf } from "./operation-store.ts";
import type { Operations } from "./operations.ts";

export function createOperations(database: DataSource): Operations {
  return {
    async byId(ids) {
      const rows = await operationsById(database.manager, ids);
      return new Map(rows.map((row) => [row.id, viewOf(row)]));
    },
  };
}

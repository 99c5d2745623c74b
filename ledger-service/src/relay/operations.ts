import type { OperationView } from "./operation.schemas.ts";

/** Operations by id, whoever owns them: for records that follow one, such as a municipal act. */
export interface Operations {
  byId(ids: readonly string[]): Promise<ReadonlyMap<string, OperationView>>;
}

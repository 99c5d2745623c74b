import type { LiveEvents } from "../platform/http/live-events.ts";
import type { OperationStatus } from "./operation.schemas.ts";

export type TellOwner = (
  operations: readonly { readonly id: string; readonly owner_person_id: string | null; readonly status: OperationStatus }[],
) => void;

/** Tells the open pages of whoever sent an operation how it goes. */
export function tellOwnerBy(events: LiveEvents): TellOwner {
  return (operations) => {
    for (const { id, owner_person_id: personId, status } of operations) {
      if (personId === null) continue;
      events.publish({ name: "operation", to: { kind: "PERSON", personId }, data: { id, status } });
    }
  };
}

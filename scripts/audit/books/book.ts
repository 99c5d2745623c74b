import type { Check } from "../check.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Listener, Place } from "../ledger-event.ts";

/** Keeps what one noun's events say, and checks it. */
export interface Book {
  readonly listener: Listener;
  readonly checks: readonly Check[];
  /** Called once a transaction's events have all been heard. */
  closeTransaction?(at: Place): void;
  /** After the last event: the contracts' own totals against ours. */
  compare?(reader: LedgerReader): Promise<void>;
}

import type { Address } from "viem";
import type { Caller } from "../../kernel/caller.ts";

export type LiveEventName =
  | "operation"
  | "account-changed"
  | "charge-presented"
  | "charge-changed"
  | "consent-received"
  | "notice"
  | "exchange-changed"
  | "act-changed"
  | "council-changed"
  | "sheet-changed"
  | "chain"
  | "ledger";

/** Who hears of it. */
export type Audience =
  | { readonly kind: "EVERYONE" }
  | { readonly kind: "PERSON"; readonly personId: string }
  | { readonly kind: "ACCOUNT"; readonly account: Address }
  /** Whoever acts for the institution. */
  | { readonly kind: "INSTITUTION"; readonly institution: Address }
  | { readonly kind: "OFFICERS" };

export interface LiveEvent {
  readonly name: LiveEventName;
  readonly to: Audience;
  /** Ids and states only; a page asks for the rest. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reaches the open pages of this city by server-sent events. Best effort: pages also ask again on reconnection. */
export interface LiveEvents {
  publish(event: LiveEvent): void;
}

export function isFor(audience: Audience, caller: Caller | undefined): boolean {
  switch (audience.kind) {
    case "EVERYONE":
      return true;
    case "PERSON":
      return caller?.personId === audience.personId;
    case "ACCOUNT":
      return caller?.account === audience.account;
    case "INSTITUTION":
      return caller?.actingFor?.institution === audience.institution;
    case "OFFICERS":
      return caller?.roles.some((role) => role.kind === "OFFICER") ?? false;
  }
}

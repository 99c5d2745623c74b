import type { DataSource } from "typeorm";
import type { Address } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { LedgerGate } from "../../platform/chain/ledger-gate.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { AskCity } from "./ask-city.ts";
import type { RedemptionItem } from "./redeem-charge.ts";
import type { MemberCities, MerchantBook } from "./redemption-doors.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import type { RefusalPlace } from "./refusal.ts";
import type { RefundItem, VoidItem } from "./return-points.ts";

export interface CounterRoutesParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly relay: Relay;
  readonly ledger: LedgerGate;
  readonly cities: MemberCities;
  readonly merchants: MerchantBook;
  readonly askCity: AskCity;
  readonly place: RefusalPlace;
  readonly redeem: RelayAct<RedemptionItem>;
  readonly voidAct: RelayAct<VoidItem>;
  readonly refundAct: RelayAct<RefundItem>;
  readonly indexedBlock: () => Promise<number>;
}

/** Whoever acts for the merchant. */
export const atCounter = [{ role: "CASHIER" }, { role: "MERCHANT_OWNER" }] as const;

export function merchantOf(caller: Caller): Address {
  const institution = caller.actingFor?.institution;
  if (institution === undefined) throw redemptionsProblems.of("terminal-unknown");
  return institution;
}

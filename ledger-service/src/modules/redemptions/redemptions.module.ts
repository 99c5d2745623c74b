import type { DataSource } from "typeorm";
import type { Projection } from "../../indexing/projection.ts";
import type { IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { LedgerGate } from "../../platform/chain/ledger-gate.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { Route } from "../../platform/http/route.ts";
import type { Job } from "../../platform/job.ts";
import type { Relay } from "../../relay/relay.ts";
import { askCityWith } from "./ask-city.ts";
import { fetchChargeHandler } from "./answer-fetched-charge.ts";
import { chargeCodeEntity, counterChargeEntity } from "./counter-charge.entity.ts";
import type { CounterRoutesParts } from "./counter-parts.ts";
import { counterRoutes } from "./counter.routes.ts";
import { cancelChargeHandler, refuseChargeHandler } from "./end-charge.ts";
import { meetChargeHandler } from "./present-charge.ts";
import { paymentRoutes, type PaymentRoutesParts } from "./payment.routes.ts";
import { deleteSpentCodes } from "./presented-charge-store.ts";
import { presentedChargeEntity, residentCodeEntity } from "./presented-charge.entity.ts";
import { createReceiptCodes, type ReceiptCodes } from "./receipt-codes.ts";
import { ReceiptCodes1700000710000 } from "./receipt-codes.migration.ts";
import { redemptionsProjection } from "./project-redemption-events.ts";
import { deliverConsentHandler } from "./receive-consent.ts";
import { redeemChargeAct, type RedemptionItem } from "./redeem-charge.ts";
import type { MemberCities, MerchantBook, OpenedCities } from "./redemption-doors.ts";
import { redemptionEntity, redemptionRefusalEntity } from "./redemption.entity.ts";
import { Redemptions1700000700000 } from "./redemptions.migration.ts";
import { refundRedemptionAct, voidRedemptionAct, type RefundItem, type VoidItem } from "./return-points.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

export interface RedemptionsParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly relay: Relay;
  readonly ledger: LedgerGate;
  readonly intercity: Intercity;
  readonly personalData: PersonalData;
  readonly liveEvents: LiveEvents;
  readonly cities: MemberCities;
  readonly merchants: MerchantBook;
  readonly openedCities: OpenedCities;
  readonly treasuryPhone: string;
  readonly isTrialRegister: boolean;
  readonly indexedBlock: () => Promise<number>;
}

export interface RedemptionsModule {
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  readonly intercityHandlers: readonly IntercityHandler[];
  readonly jobs: readonly Job[];
  /** The charge behind a receipt's code, if this city gave it. */
  readonly chargeOfReceiptCode: ReceiptCodes["chargeOf"];
  readonly acts: readonly [RelayAct<RedemptionItem>, RelayAct<VoidItem>, RelayAct<RefundItem>];
}

const CODE_CLEANUP_MS = 60_000;

/** Payments: a resident's consent and a terminal's charge, met by a code and settled by the ledger. */
export function buildRedemptionsModule(parts: RedemptionsParts): RedemptionsModule {
  const { database, chain, cities, liveEvents, treasuryPhone } = parts;
  const handlers = [
    fetchChargeHandler,
    meetChargeHandler(parts),
    deliverConsentHandler({ chain, liveEvents }),
    cancelChargeHandler(liveEvents),
    refuseChargeHandler(liveEvents),
  ];
  const askCity = askCityWith({ database, intercity: parts.intercity, ownCityId: cities.own.id, handlers });
  const place = { cityName: cities.own.name, treasuryPhone };
  const receiptCodes = createReceiptCodes(database, parts.personalData);
  const redeem = redeemChargeAct(chain, place);
  const voidAct = voidRedemptionAct(chain);
  const refundAct = refundRedemptionAct(chain);
  return {
    routes: redemptionsRoutes({ ...parts, askCity, receiptCodes, place, redeem, voidAct, refundAct }),
    projections: [redemptionsProjection],
    intercityHandlers: handlers,
    jobs: [
      {
        name: "delete-spent-codes",
        everyMs: CODE_CLEANUP_MS,
        run: () =>
          inTransaction(database, ({ manager }) => deleteSpentCodes(manager, new Date(Date.now() - CODE_CLEANUP_MS))),
      },
    ],
    chargeOfReceiptCode: receiptCodes.chargeOf,
    acts: [redeem, voidAct, refundAct],
  };
}

/** The route table; its parts are used inside handlers only, so that the API can be described without running. */
export function redemptionsRoutes(parts: PaymentRoutesParts & CounterRoutesParts): Route[] {
  return [...paymentRoutes(parts), ...counterRoutes(parts)];
}

export const redemptionsEntities = [
  redemptionEntity,
  redemptionRefusalEntity,
  counterChargeEntity,
  chargeCodeEntity,
  presentedChargeEntity,
  residentCodeEntity,
];
export const redemptionsMigrations = [Redemptions1700000700000, ReceiptCodes1700000710000];

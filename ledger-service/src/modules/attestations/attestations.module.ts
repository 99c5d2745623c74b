import type { DataSource, EntityManager } from "typeorm";
import type { Address } from "viem";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import type { Projection, Reaction } from "../../indexing/projection.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { Route } from "../../platform/http/route.ts";
import type { Job } from "../../platform/job.ts";
import type { Operations } from "../../relay/operations.ts";
import { bookAct, type BookedAct } from "../../relay/act-book.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import { namesOfEach } from "../points/institution-names.ts";
import type { MovementFact, MovementNote } from "../points/movement-note-store.ts";
import { createActivityStore } from "./activity-store.ts";
import type { ProgrammeBook } from "./activity-view.ts";
import { activityEntity } from "./activity.entity.ts";
import type { CityNames, PersonNames, Residents } from "./attestation-doors.ts";
import { Attestations1700000500000 } from "./attestations.migration.ts";
import { disputeOwnLineAct, revokeSheetAct, type InstitutionDisputeItem, type RevocationItem } from "./change-sheet.ts";
import { contestRequestEntity } from "./contest-request.entity.ts";
import { createContestStore } from "./contest-store.ts";
import { deliverLinesJob } from "./deliver-lines.ts";
import { DELIVER_LINES, deliverLinesBody } from "./delivered-line.ts";
import { disputeRoutes, type DisputeRouteParts } from "./disputes.routes.ts";
import { endLinesJob } from "./end-lines-job.ts";
import { createExchangeLimitsReader } from "./exchange-limits.ts";
import { exchangeHandlers } from "./exchange-handlers.ts";
import { createExchangeStore } from "./exchange-store.ts";
import { exchangeEntity, testimonialEntity } from "./exchange.entity.ts";
import { exchangeRoutes, type ExchangeRouteParts } from "./exchanges.routes.ts";
import { createHomeLineStore } from "./home-line-store.ts";
import { homeLineEntity } from "./home-line.entity.ts";
import { pendingLineRoutes, type PendingLineRouteParts } from "./pending-lines.routes.ts";
import { expireSheetAct, lapseLineAct, postLinesAct, type ExpiryItem, type LapseItem, type PostingItem } from "./post-lines.ts";
import { postLinesJob } from "./post-lines-job.ts";
import { exchangesProjection } from "./project-exchanges.ts";
import { sheetsProjection } from "./project-sheets.ts";
import { receiveLines } from "./receive-lines.ts";
import { registerDisputeActs } from "./register-dispute-acts.ts";
import { giveTestimonialAct, settleExchangeAct, type ExchangeItem, type TestimonialItem } from "./settle-exchange.ts";
import { createSettledExchangeStore } from "./settled-exchange-store.ts";
import { givenTestimonialEntity, settledExchangeEntity } from "./settled-exchange.entity.ts";
import { sheetLineEntity } from "./sheet-line.entity.ts";
import { createSheetRecordStore } from "./sheet-record-store.ts";
import { sheetRecordEntity } from "./sheet-record.entity.ts";
import { createSheetStore } from "./sheet-store.ts";
import { sheetEntity } from "./sheet.entity.ts";
import { sheetRoutes, type SheetRouteParts } from "./sheets.routes.ts";
import { submitSheetAct, type SheetItem } from "./submit-sheet.ts";
import { tellVolunteers } from "./tell-volunteers.ts";

export const attestationsEntities = [
  activityEntity,
  contestRequestEntity,
  exchangeEntity,
  givenTestimonialEntity,
  homeLineEntity,
  settledExchangeEntity,
  sheetEntity,
  sheetLineEntity,
  sheetRecordEntity,
  testimonialEntity,
];
export const attestationsMigrations = [Attestations1700000500000];

export interface AttestationsModuleParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly relay: Relay;
  readonly operations: Operations;
  readonly intercity: Intercity;
  readonly personalData: PersonalData;
  readonly liveEvents: LiveEvents;
  readonly cities: CityNames;
  readonly municipalActs: Pick<MunicipalActs, "draftAct" | "registerActRelay">;
  readonly institutionNameOf: (institution: Address) => Promise<string | undefined>;
  readonly residents: Residents;
  readonly personNamesOf: PersonNames;
  readonly programmes: ProgrammeBook;
  /** Words of a movement to come, kept by points. */
  readonly keepNote: (manager: EntityManager, fact: MovementFact, note: MovementNote) => Promise<void>;
  readonly asOfBlock: () => Promise<number>;
}

interface AttestationsActs {
  readonly submitSheet: RelayAct<SheetItem>;
  readonly revokeSheet: RelayAct<RevocationItem>;
  readonly disputeOwnLine: RelayAct<InstitutionDisputeItem>;
  readonly postLines: RelayAct<PostingItem>;
  readonly lapseLine: RelayAct<LapseItem>;
  readonly expireSheet: RelayAct<ExpiryItem>;
  readonly settleExchange: RelayAct<ExchangeItem>;
  readonly giveTestimonial: RelayAct<TestimonialItem>;
}

export interface AttestationsModule {
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  readonly acts: readonly BookedAct[];
  readonly jobs: readonly Job[];
  readonly intercityHandlers: readonly IntercityHandler[];
}

/** Sheets of earned lines and exchanges between residents: what people did, attested, and what follows from it. */
export function buildAttestationsModule(given: AttestationsModuleParts): AttestationsModule {
  const { database, personalData, chain, operations } = given;
  const acts = attestationsActs(chain);
  registerDisputeActs(given.municipalActs, chain);
  const parts = {
    ...given,
    ...acts,
    activities: createActivityStore(database, personalData),
    records: createSheetRecordStore(database, personalData),
    sheets: createSheetStore(database),
    homeLines: createHomeLineStore(database, personalData),
    contests: createContestStore(database, personalData),
    exchanges: createExchangeStore(database, personalData),
    settled: createSettledExchangeStore(database),
    limits: createExchangeLimitsReader(chain),
    institutionNamesOf: namesOfEach(given.institutionNameOf),
    operationsById: (ids: readonly string[]) => operations.byId(ids),
  };
  return {
    routes: attestationsRoutes(parts),
    projections: [sheetsProjection, exchangesProjection],
    reactions: [tellVolunteers(parts)],
    acts: bookActs(acts),
    jobs: [deliverLinesJob(parts), postLinesJob(parts), endLinesJob(parts)],
    intercityHandlers: [
      defineIntercityHandler({
        name: DELIVER_LINES,
        body: deliverLinesBody,
        handle: async (fromCityId, body, transaction) => {
          await receiveLines(parts, transaction, fromCityId, body);
          return null;
        },
      }),
      ...exchangeHandlers(parts),
    ],
  };
}

/** The route table; its parts are used inside handlers only, so that the API can be described without running. */
export function attestationsRoutes(parts: SheetRouteParts & PendingLineRouteParts & DisputeRouteParts & ExchangeRouteParts): Route[] {
  return [...sheetRoutes(parts), ...pendingLineRoutes(parts), ...disputeRoutes(parts), ...exchangeRoutes(parts)];
}

function bookActs(acts: AttestationsActs): BookedAct[] {
  return [
    bookAct(acts.submitSheet),
    bookAct(acts.revokeSheet),
    bookAct(acts.disputeOwnLine),
    bookAct(acts.postLines),
    bookAct(acts.lapseLine),
    bookAct(acts.expireSheet),
    bookAct(acts.settleExchange),
    bookAct(acts.giveTestimonial),
  ];
}

function attestationsActs(chain: Chain): AttestationsActs {
  return {
    submitSheet: submitSheetAct(chain),
    revokeSheet: revokeSheetAct(chain),
    disputeOwnLine: disputeOwnLineAct(chain),
    postLines: postLinesAct(chain),
    lapseLine: lapseLineAct(chain),
    expireSheet: expireSheetAct(chain),
    settleExchange: settleExchangeAct(chain),
    giveTestimonial: giveTestimonialAct(chain),
  };
}

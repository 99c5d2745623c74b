import type { Express } from "express";
import type { CityCore } from "./city-core.ts";
import { lifeOf, type CityJobs, type CityLife } from "./city-life.ts";
import { healthDoor } from "./health-door.ts";
import { createIndexer, type Indexer } from "./indexing/indexer.ts";
import { refillEventLog } from "./indexing/refill-event-log.ts";
import { rebuildReadModels } from "./indexing/rebuild-read-models.ts";
import type { Projection, Reaction } from "./indexing/projection.ts";
import { forgetOldMessagesJob } from "./intercity/forget-old-messages.ts";
import { intercityDoor } from "./intercity/intercity-door.ts";
import type { IntercityHandler } from "./intercity/intercity-handler.ts";
import { deliverOutboxJob } from "./intercity/outbox.ts";
import type { JsonValue } from "./kernel/canonical-json.ts";
import { createSemaphore } from "./kernel/semaphore.ts";
import { ledgerStateRoutes } from "./platform/chain/ledger-state.routes.ts";
import { ledgerAwayProblem } from "./platform/chain/revert.ts";
import type { CityConfiguration } from "./platform/environment/city-configuration.ts";
import { createApp } from "./platform/http/create-app.ts";
import { forgetOldAnswersJob } from "./platform/http/idempotency.ts";
import type { Route } from "./platform/http/route.ts";
import { staticPortal } from "./platform/http/static-portal.ts";
import type { Job } from "./platform/job.ts";
import { createActBook, type BookedAct } from "./relay/act-book.ts";
import { operationRoutes } from "./relay/operation.routes.ts";
import type { RelayPoint } from "./relay/relay-point.ts";
import { createRelayWorker, type RelayWorker } from "./relay/relay-worker.ts";
import { tellOwnerBy } from "./relay/tell-owner.ts";
import { buildSignIn } from "./sign-in/build-sign-in.ts";
import type { Standings } from "./sign-in/standing.ts";

/** What all modules together bring, each list in level order. */
export interface CityModules {
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  readonly acts: readonly BookedAct[];
  readonly jobs: readonly Job[];
  readonly intercityHandlers: readonly IntercityHandler[];
  readonly standings: Standings;
  readonly directoryContent: () => Promise<JsonValue>;
}

/** One city's running service. */
export interface City extends CityLife {
  readonly app: Express;
  /** The whole route table, for the API's description and the authorization tests [S9]. */
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  /** Empties every read model and replays the indexed events (I9), started or not. @returns how many events */
  rebuildReadModels(): Promise<number>;
}

export interface AssemblyHooks {
  /** Tests end the process here. */
  readonly atRelayPoint?: (point: RelayPoint) => void;
}

/** Puts machinery and modules together. */
export function assembleCity(configuration: CityConfiguration, core: CityCore, modules: CityModules, hooks: AssemblyHooks = {}): City {
  const { city, cities } = configuration;
  const { database, chain, logger, securityLog, liveEvents, keys, directories } = core;
  const worker = buildWorker(configuration.chain.isEmbedded, core, modules, hooks);
  const indexer = buildIndexer(configuration, core, modules, worker);
  const signIn = buildSignIn({
    database,
    chain,
    persons: core.persons,
    standings: modules.standings,
    securityLog,
    liveEvents,
    logger,
    identityProvider: configuration.identityProvider,
    city,
    isDemo: configuration.demo !== undefined,
    isSealed: !configuration.chain.isEmbedded,
    signInsPerMinute: configuration.limits.signInsPerMinute,
  });
  const routes = [
    ...signIn.routes,
    ...ledgerStateRoutes({ report: core.ledgerWatch.report, asOfBlock: core.indexReader.asOfBlock }),
    ...operationRoutes({ database, ledger: core.ledger }),
    ...modules.routes,
  ];
  // Acts and messages of other cities together never take the last third of the connections.
  const slotCount = Math.max(1, Math.floor(configuration.databasePoolSize / 3));
  const asking = { ownCityId: city.id, cities, signer: keys.citySigner, directories };
  const app = createApp({
    database,
    sessions: signIn.sessions,
    securityLog,
    origin: city.origin,
    actSlots: createSemaphore(slotCount),
    logger,
    isBehindProxy: configuration.isBehindProxy,
    requestsPerMinute: configuration.limits.requestsPerMinute,
    routes,
    problemOfError: ledgerAwayProblem,
    doors: [
      healthDoor({ database, chain, indexReader: core.indexReader, indexer, ledger: core.ledgerWatch.report }),
      intercityDoor({ ...asking, database, handlers: modules.intercityHandlers, directoryContent: modules.directoryContent, securityLog, logger, messageSlots: createSemaphore(slotCount) }),
    ],
    ...(configuration.portalFolder === undefined ? {} : { portal: staticPortal(configuration.portalFolder) }),
  });
  const jobs: CityJobs = {
    always: [core.ledgerWatch.job, forgetOldMessagesJob(database), forgetOldAnswersJob(database), ...signIn.jobs],
    onLedger: [
      worker.job,
      indexer.job,
      core.eventLog.job,
      deliverOutboxJob({ ...asking, database, personalData: keys.personalData, logger }),
      ...modules.jobs,
    ],
  };
  const catchUp = async (): Promise<void> => {
    await refillEventLog({ database, chain: chain.onOneNode(), decode: core.decode, projections: modules.projections, logger });
    await indexer.catchUp();
  };
  const rebuild = async (): Promise<number> => {
    if (!database.isInitialized) await database.initialize();
    return rebuildReadModels(database, modules.projections);
  };
  return { app, routes, projections: modules.projections, rebuildReadModels: rebuild, ...lifeOf({ core, worker, catchUp }, jobs) };
}

function buildIndexer({ chain: { isEmbedded, pollingMs } }: CityConfiguration, core: CityCore, modules: CityModules, worker: RelayWorker): Indexer {
  const { database, chain, logger, securityLog, liveEvents } = core;
  return createIndexer({
    database,
    chain,
    logger,
    securityLog,
    decode: core.decode,
    projections: modules.projections,
    reactions: modules.reactions,
    events: liveEvents,
    isFinal: !isEmbedded,
    pollingMs,
    onTransaction: async (manager, hash, logs) => {
      const settled = await worker.settleIndexed(manager, hash, logs);
      return () => tellOwnerBy(liveEvents)(settled);
    },
    afterRecovery: worker.recover,
  });
}

function buildWorker(isEmbedded: boolean, core: CityCore, modules: CityModules, hooks: AssemblyHooks): RelayWorker {
  return createRelayWorker(
    {
      database: core.database,
      chain: core.chain,
      acts: createActBook(modules.acts),
      problemOf: core.problemOf,
      tellOwner: tellOwnerBy(core.liveEvents),
      logger: core.logger,
      isEmbedded,
      atPoint: hooks.atRelayPoint ?? (() => undefined),
    },
    core.keys.relayLanes,
    (wake) => core.relayWaker.set(wake),
  );
}

import type { DataSource, EntitySchema } from "typeorm";
import type { ContractErrorProblems } from "./kernel/problem.ts";
import { createIndexReader, type IndexReader } from "./indexing/indexed-block.ts";
import { EventLog1700000011000 } from "./indexing/event-log.migration.ts";
import { keepEventLog, type EventLogKeeper } from "./indexing/keep-event-log.ts";
import { Indexing1700000010000 } from "./indexing/indexing.migration.ts";
import { createCityDirectories, type CityDirectories } from "./intercity/city-directories.ts";
import { createIntercity } from "./intercity/create-intercity.ts";
import { Intercity1700000030000 } from "./intercity/intercity.migration.ts";
import type { Intercity } from "./intercity/intercity.ts";
import { createServiceApprovals, type ServiceApprovals } from "./platform/chain/approval.ts";
import type { Chain } from "./platform/chain/chain.ts";
import { createChain, nodeListOf } from "./platform/chain/create-chain.ts";
import { logDecoder, type DecodeLog } from "./platform/chain/decode-log.ts";
import { createLedgerGate, type LedgerGate } from "./platform/chain/ledger-gate.ts";
import type { NodeList } from "./platform/chain/node-list.ts";
import { problemOfChainError, type ProblemOfChainError } from "./platform/chain/revert.ts";
import { watchLedger, type LedgerWatch } from "./platform/chain/watch-ledger.ts";
import { createDatabase, type MigrationClass } from "./platform/database/data-source.ts";
import { Platform1700000000000 } from "./platform/database/platform.migration.ts";
import type { CityConfiguration } from "./platform/environment/city-configuration.ts";
import { createLiveEventHub, type LiveEventHub } from "./platform/http/live-event-hub.ts";
import { createSecurityLog, type SecurityLog } from "./platform/http/security-log.ts";
import type { KeyRing } from "./platform/keys/key-ring.ts";
import { createLogger, type Logger } from "./platform/logging/logger.ts";
import { createOperations } from "./relay/create-operations.ts";
import { createRelay } from "./relay/create-relay.ts";
import type { Operations } from "./relay/operations.ts";
import { Relay1700000020000 } from "./relay/relay.migration.ts";
import type { Relay } from "./relay/relay.ts";
import { oldestWaiting } from "./relay/transaction-store.ts";
import { createPersonStore, type PersonStore } from "./sign-in/person-store.ts";
import { BrowserBinding1700000006000 } from "./sign-in/browser-binding.migration.ts";
import { SignIn1700000005000 } from "./sign-in/sign-in.migration.ts";

/** Machinery below the modules, built before them. The composition hands each module its few parts of it. */
export interface CityCore {
  readonly logger: Logger;
  readonly keys: KeyRing;
  readonly nodes: NodeList;
  readonly chain: Chain;
  /** What the ledger is doing, looked at at intervals. */
  readonly ledgerWatch: LedgerWatch;
  readonly ledger: LedgerGate;
  readonly database: DataSource;
  readonly securityLog: SecurityLog;
  readonly liveEvents: LiveEventHub;
  readonly problemOf: ProblemOfChainError;
  readonly relay: Relay;
  /** Starts a turn of the relay at once; set by its worker. */
  readonly relayWaker: Waker;
  readonly operations: Operations;
  readonly decode: DecodeLog;
  readonly indexReader: IndexReader;
  readonly eventLog: EventLogKeeper;
  readonly directories: CityDirectories;
  readonly intercity: Intercity;
  readonly persons: PersonStore;
  readonly approvals: ServiceApprovals;
}

export interface Waker {
  wake(): void;
  set(wake: () => void): void;
}

const machineryMigrations: readonly MigrationClass[] = [
  Platform1700000000000,
  SignIn1700000005000,
  BrowserBinding1700000006000,
  Indexing1700000010000,
  EventLog1700000011000,
  Relay1700000020000,
  Intercity1700000030000,
];

/** What the modules own and the machinery must know before it is built. */
export interface ModuleTables {
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationClass[];
  readonly contractErrorProblems: ContractErrorProblems;
}

/** Touches neither database nor chain: `City.start` does. */
export function buildCityCore(configuration: CityConfiguration, keys: KeyRing, tables: ModuleTables): CityCore {
  const { city, cities } = configuration;
  const logger = createLogger(configuration.logLevel, city.slug);
  const [firstLane] = keys.relayLanes;
  if (firstLane === undefined) throw new Error("A city needs a relay lane");
  const nodes = nodeListOf(configuration.chain);
  const chain = createChain(configuration.chain, nodes);
  const database = createDatabase({
    url: configuration.databaseUrl,
    poolSize: configuration.databasePoolSize,
    entities: tables.entities,
    migrations: [...machineryMigrations, ...tables.migrations],
  });
  const problemOf = problemOfChainError(tables.contractErrorProblems);
  const relayWaker = createWaker();
  const directories = createCityDirectories({ chain, cities });
  const securityLog = createSecurityLog({ database, personalData: keys.personalData, logger });
  const decode = logDecoder(chain.contracts);
  const liveEvents = createLiveEventHub();
  const { blockPeriodMs, idleBlockPeriodMs } = configuration.chain;
  const ledgerWatch = watchLedger({
    nodes,
    events: liveEvents,
    securityLog,
    logger,
    blockPeriodMs,
    ...(idleBlockPeriodMs === undefined ? {} : { idleBlockPeriodMs }),
    pendingSince: () => oldestWaiting(database.manager),
  });
  const ledger = createLedgerGate(() => ledgerWatch.report().state);
  return {
    logger,
    keys,
    nodes,
    chain,
    ledgerWatch,
    ledger,
    database,
    securityLog,
    liveEvents,
    problemOf,
    relay: createRelay({ chain, sender: firstLane.address, problemOf, ledger, wake: relayWaker.wake }),
    relayWaker,
    operations: createOperations(database),
    decode,
    indexReader: createIndexReader(database),
    eventLog: keepEventLog({ database, chain, decode, logger, securityLog }),
    directories,
    intercity: createIntercity({ ownCityId: city.id, cities, signer: keys.citySigner, directories, personalData: keys.personalData }),
    persons: createPersonStore(database, keys.personalData),
    approvals: createServiceApprovals(chain, configuration.keys.serviceAccount, keys.enrol),
  };
}

function createWaker(): Waker {
  let current: () => void = () => undefined;
  return {
    wake: () => current(),
    set: (wake) => {
      current = wake;
    },
  };
}

import type { DataSource } from "typeorm";
import type { z } from "zod";
import type { Hex } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import type { EventLogState } from "../../indexing/keep-event-log.ts";
import type { closesLightSchema, LightJson } from "./audit.schemas.ts";
import { sumOfLines } from "./issuance-store.ts";

/** A figure as the ledger gives it and as this city's database gives it, at the same block. */
export interface ComparedFigure {
  readonly what: string;
  readonly whatEn: string;
  readonly ledger: bigint;
  readonly database: bigint;
}

/** The figures of this city's read models, from the modules that own them. */
export interface KeptFigures {
  issuerTotals(): Promise<{ issuedPoints: bigint; redeemedPoints: bigint; returnedPoints: bigint }>;
  /** Σ balances of this city's points. */
  heldPoints(): Promise<bigint>;
  programmes(): Promise<readonly { programmeId: Hex; title: string; issuedPoints: bigint; reservedPoints: bigint }[]>;
  /** Net position of this city in the current clearing period; undefined without a calendar. */
  netPosition(): Promise<{ periodIndex: number; points: bigint } | undefined>;
}

export interface ReconciliationParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly cityId: number;
  readonly kept: KeptFigures;
  readonly asOfBlock: () => Promise<number>;
  /** What the last walk over the log of events found, if one is over. */
  readonly eventLogState: () => EventLogState | undefined;
  readonly closesLight: () => Promise<z.output<typeof closesLightSchema> | null>;
}

/** Blocks that the index may be behind before the light says so. */
const LATE_BLOCKS = 5;

export interface Reconciliation {
  readonly figures: readonly ComparedFigure[];
  readonly light: LightJson;
}

/**
 * Compares ledger and database, figure by figure, at the block that the database stands at (A13), then this city's log
 * with its own chain of hashes [T7], and its close with the other cities'.
 */
export async function reconcile(parts: ReconciliationParts): Promise<Reconciliation> {
  const { client } = parts.chain;
  const asOfBlock = await parts.asOfBlock();
  const head = Number(await client.getBlockNumber({ cacheTime: 0 }));
  const { timestamp } = await client.getBlock({ blockNumber: BigInt(asOfBlock) });
  const figures = [...(await compareAt(parts, BigInt(asOfBlock))), ...logFigure(parts.eventLogState())];
  const closes = await parts.closesLight();
  // The index may have moved on between the two readings: then they are of two blocks, and say nothing.
  const hasMoved = (await parts.asOfBlock()) !== asOfBlock;
  const differing = hasMoved ? [] : figures.filter(({ ledger, database }) => ledger !== database);
  const isLate = hasMoved || head - asOfBlock > LATE_BLOCKS;
  return {
    figures,
    light: {
      state: differing.length > 0 || (closes !== null && closes.differing.length > 0) ? "DIFFERS" : isLate ? "LATE" : "AGREES",
      differences: differing.map(figureJson),
      comparedCount: figures.length,
      closes,
      checkedAt: new Date().toISOString(),
      asOfBlock,
      blockTimestamp: new Date(Number(timestamp) * 1000).toISOString(),
    },
  };
}

/** How many facts are kept, and how many of them hold together from the first on. */
function logFigure(state: EventLogState | undefined): ComparedFigure[] {
  if (state === undefined) return [];
  const { broken, keptCount, checkedCount } = state;
  if (broken === undefined) return [{ what: "Faits du journal", whatEn: "Facts of the log", ledger: keptCount, database: keptCount }];
  const what = `Faits du journal, rompu au fait ${broken.eventId}`;
  const whatEn = `Facts of the log, broken at fact ${broken.eventId}`;
  return [{ what, whatEn, ledger: keptCount, database: checkedCount < keptCount ? checkedCount : keptCount - 1n }];
}

export function figureJson({ what, whatEn, ledger, database }: ComparedFigure) {
  return {
    what,
    whatEn,
    ledger: ledger.toString(),
    database: database.toString(),
    difference: (ledger - database).toString(),
  };
}

async function compareAt(parts: ReconciliationParts, blockNumber: bigint): Promise<ComparedFigure[]> {
  const { chain, kept, cityId, database } = parts;
  const [totals, keptTotals, heldPoints, linePoints, programmes, position] = await Promise.all([
    chain.client.readContract({ ...chain.contract("points"), functionName: "totals", args: [cityId], blockNumber }),
    kept.issuerTotals(),
    kept.heldPoints(),
    sumOfLines(database, cityId),
    compareProgrammes(parts, blockNumber),
    kept.netPosition(),
  ]);
  const supply = totals.issuedPoints - totals.redeemedPoints + totals.returnedPoints;
  const figures: ComparedFigure[] = [
    { what: "Points inscrits", whatEn: "Points issued", ledger: totals.issuedPoints, database: keptTotals.issuedPoints },
    { what: "Points inscrits, ligne par ligne", whatEn: "Points issued, line by line", ledger: totals.issuedPoints, database: linePoints },
    { what: "Points encaissés", whatEn: "Points redeemed", ledger: totals.redeemedPoints, database: keptTotals.redeemedPoints },
    { what: "Points rendus", whatEn: "Points returned", ledger: totals.returnedPoints, database: keptTotals.returnedPoints },
    { what: "Points en circulation", whatEn: "Points outstanding", ledger: supply, database: heldPoints },
    ...programmes,
  ];
  if (position === undefined) return figures;
  const args = [cityId, position.periodIndex] as const;
  const net = await chain.client.readContract({ ...chain.contract("clearingHouse"), functionName: "netPosition", args, blockNumber });
  return [...figures, { what: "Position nette de la période", whatEn: "Net position of the period", ledger: net, database: position.points }];
}

async function compareProgrammes({ chain, kept }: ReconciliationParts, blockNumber: bigint): Promise<ComparedFigure[]> {
  const programmes = await kept.programmes();
  const compared = await Promise.all(
    programmes.map(async ({ programmeId, title, issuedPoints, reservedPoints }): Promise<ComparedFigure[]> => {
      const onLedger = await chain.client.readContract({
        ...chain.contract("programmes"),
        functionName: "programme",
        args: [programmeId],
        blockNumber,
      });
      return [
        { what: `${title} : inscrits`, whatEn: `${title}: issued`, ledger: onLedger.issuedPoints, database: issuedPoints },
        { what: `${title} : en attente`, whatEn: `${title}: pending`, ledger: onLedger.reservedPoints, database: reservedPoints },
      ];
    }),
  );
  return compared.flat();
}

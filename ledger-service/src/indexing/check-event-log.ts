import { eventLeaf, type LedgerLog } from "maille-verify/event-leaf";
import type { EntityManager } from "typeorm";
import { getAddress, type Address, type Hex } from "viem";
import { z } from "zod";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { recordFromTagged, toTagged } from "../kernel/tagged-json.ts";
import type { DecodeLog } from "../platform/chain/decode-log.ts";
import { logStart, nextLogEnd, type LogEnd } from "./event-chain.ts";
import { readKeptLogEnd } from "./event-store.ts";

const rowsPerStep = 1_000;

const hex = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const rowSchema = z.object({
  id: z.string(),
  block_number: z.string().transform(BigInt),
  block_hash: hex,
  transaction_hash: hex,
  log_index: z.number(),
  contract: z.string(),
  name: z.string(),
  args: z.unknown(),
  position: z.string().transform(BigInt),
  address: hex.transform((value): Address => getAddress(value)),
  topics: z.array(hex),
  data: hex,
  leaf: hex,
  head: hex,
});
type LogRow = z.output<typeof rowSchema>;

/** The first event that is not as it was appended. */
export interface BrokenEvent {
  readonly eventId: string;
  readonly blockNumber: bigint;
  /**
   * LEAF: the row was changed. WORDS: its decoded form was. CHAIN: an event before it is missing, or was put in.
   * END: the last ones are missing. LEDGER: the node says otherwise.
   */
  readonly link: "LEAF" | "WORDS" | "CHAIN" | "END" | "LEDGER";
  readonly expected: string;
  readonly found: string;
}

export interface EventLogCheck {
  /** As the cursor has it, or more when events came meanwhile. */
  readonly keptCount: bigint;
  readonly checkedCount: bigint;
  readonly broken: BrokenEvent | undefined;
}

/** Walks the whole log, row by row, from the genesis hash to the cursor's own head, and stops at the first broken link [T7]. */
export async function checkEventLog(manager: EntityManager, genesisHash: Hex, decode: DecodeLog): Promise<EventLogCheck> {
  // Read first: events appended while the rows are walked are beyond it.
  const kept = await readKeptLogEnd(manager);
  let end = logStart(genesisHash);
  let lastId = "";
  for (;;) {
    const rows = await readRows(manager, lastId);
    for (const row of rows) {
      const broken = brokenLinkOf(row, end, decode);
      if (broken !== undefined) return outcome(kept, end, broken);
      end = { position: row.position, head: row.head };
      lastId = row.id;
      if (kept?.position === end.position && kept.head !== end.head) {
        return outcome(kept, end, brokenAt(row, "END", kept.head, end.head));
      }
    }
    if (rows.length < rowsPerStep) break;
  }
  const isShort = kept !== undefined && end.position < kept.position;
  return outcome(kept, end, isShort ? missingAfter(lastId, kept, end) : undefined);
}

function outcome(kept: LogEnd | undefined, end: LogEnd, broken: BrokenEvent | undefined): EventLogCheck {
  const keptCount = kept !== undefined && kept.position > end.position ? kept.position : end.position;
  return { keptCount, checkedCount: end.position, broken };
}

async function readRows(manager: EntityManager, afterId: string): Promise<LogRow[]> {
  const rows: unknown[] = await manager.query(
    `SELECT id, block_number, block_hash, transaction_hash, log_index, contract, name, args, position, address, topics, data, leaf, head
     FROM chain_events WHERE id > $1 ORDER BY id LIMIT $2`,
    [afterId, rowsPerStep],
  );
  return rows.map((row) => rowSchema.parse(row));
}

function brokenLinkOf(row: LogRow, end: LogEnd, decode: DecodeLog): BrokenEvent | undefined {
  const raw = rawOf(row);
  const leaf = eventLeaf(raw);
  if (leaf !== row.leaf) return brokenAt(row, "LEAF", row.leaf, leaf);
  const said = canonicalJson(toTagged({ place: placeOf(row), contract: row.contract, name: row.name, args: recordFromTagged(row.args) }));
  const decoded = decode(raw);
  const place = { blockNumber: Number(row.block_number), logIndex: row.log_index };
  const meant = canonicalJson(toTagged({ place, contract: decoded?.contract, name: decoded?.name, args: decoded?.args }));
  if (said !== meant) return brokenAt(row, "WORDS", meant, said);
  const next = nextLogEnd(end, leaf);
  if (next.position !== row.position || next.head !== row.head) return brokenAt(row, "CHAIN", next.head, row.head);
  return undefined;
}

/** The id says block and log too: an event moved by its id alone is found. */
function placeOf({ id }: LogRow): { blockNumber: number; logIndex: number } {
  const [block = "", , log = ""] = id.split("/");
  return { blockNumber: Number(block), logIndex: Number(log) };
}

function rawOf(row: LogRow): LedgerLog {
  return {
    blockNumber: row.block_number,
    blockHash: row.block_hash,
    transactionHash: row.transaction_hash,
    logIndex: row.log_index,
    address: row.address,
    topics: row.topics,
    data: row.data,
  };
}

function brokenAt(row: LogRow, link: BrokenEvent["link"], expected: string, found: string): BrokenEvent {
  return { eventId: row.id, blockNumber: row.block_number, link, expected, found };
}

function missingAfter(lastId: string, kept: LogEnd, end: LogEnd): BrokenEvent {
  const blockNumber = BigInt(lastId.split("/")[0] || "0");
  return { eventId: lastId, blockNumber, link: "END", expected: kept.head, found: end.head };
}

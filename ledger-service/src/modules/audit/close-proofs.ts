import { eventPath, eventsRoot } from "maille-verify/events-tree";
import { readDailyClose } from "maille-verify/close";
import type { NetworkFile } from "maille-verify/network-file";
import type { ProvedClose } from "maille-verify/proof-file";
import { recoverAnchorSigner } from "maille-verify/report-anchor";
import type { DataSource } from "typeorm";
import type { Hex } from "viem";
import { eventId } from "../../indexing/event-id.ts";
import { readLeaves } from "../../indexing/event-store.ts";
import { civilDayOf } from "../../kernel/civil-day.ts";
import type { StoredEvent } from "../../indexing/stored-event.ts";
import { collectedClosesOf, ownCloseOf } from "./close-store.ts";
import { parseClose, periodOfDay, type DailyClose, type SignedClose } from "./daily-close.ts";

/**
 * The closes, own and collected, that hold an event, each with the way from the event's leaf to its root. One that says
 * otherwise of the day is left out here: the light names it.
 */
export async function proveCloses(
  parts: { database: DataSource; cityId: number },
  event: StoredEvent,
  network: NetworkFile,
): Promise<ProvedClose[]> {
  const { database, cityId } = parts;
  const day = civilDayOf(event.blockTimestamp);
  const own = await ownCloseOf(database, cityId, day);
  const content = own === undefined ? undefined : parseClose(own.text);
  if (own === undefined || content === undefined) return [];
  const rows = await readLeaves(database.manager, eventId(BigInt(content.firstBlock), 0, 0), eventId(BigInt(content.lastBlock) + 1n, 0, 0));
  const leaves = rows.map(({ leaf }) => leaf);
  const leafIndex = rows.findIndex(({ id }) => id === event.id);
  if (leafIndex === -1) return [];
  const way = { path: eventPath(leaves, leafIndex), leafIndex, leafCount: leaves.length };
  const root = eventsRoot(leaves);
  return [own, ...(await collectedClosesOf(database, day))].flatMap((close) => {
    const proved = provedClose(close, way, network);
    return proved?.close.eventsRoot === root && isCovering(proved.close, event) ? [proved] : [];
  });
}

function isCovering(close: ProvedClose["close"], event: StoredEvent): boolean {
  return close.firstBlock <= Number(event.blockNumber) && Number(event.blockNumber) <= close.lastBlock;
}

/** @returns undefined for a close whose signer the network's description does not name */
function provedClose(signed: SignedClose, way: Pick<ProvedClose, "path" | "leafIndex" | "leafCount">, network: NetworkFile): ProvedClose | undefined {
  const content: DailyClose | undefined = parseClose(signed.text);
  const city = network.cities.find(({ id }) => id === signed.cityId);
  const reportAnchors: Hex | undefined = network.contracts["reportAnchors"];
  if (content === undefined || city === undefined || reportAnchors === undefined) return undefined;
  const validBefore = Number(signed.validBefore);
  const anchor = { cityId: signed.cityId, kind: "DAILY_CLOSE", period: periodOfDay(signed.day), reportHash: signed.reportHash, validBefore } as const;
  const signer = recoverAnchorSigner(anchor, { chainId: network.chainId, reportAnchors }, signed.signature);
  if (signer === undefined || !city.closeSigners.includes(signer)) return undefined;
  return { close: readDailyClose(content), signature: signed.signature, validBefore, ...way };
}

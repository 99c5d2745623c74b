import { toHex } from "./bytes.ts";
import type { BlockHeader } from "./block-header.ts";
import { closeHash, dayOf, periodOfDay } from "./close.ts";
import { eventLeaf } from "./event-leaf.ts";
import { rootOfPath } from "./events-tree.ts";
import type { NetworkCity, NetworkFile } from "./network-file.ts";
import type { ProofFile, ProvedClose } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import type { ReceiptLog } from "./receipt.ts";
import { recoverAnchorSigner } from "./report-anchor.ts";

/**
 * The cities whose signed daily closes hold this very event, by id ascending.
 * @throws ProofProblem of the first close that is wrong: a proof never drops one silently
 */
export function checkCloses({ closes }: ProofFile, header: BlockHeader, log: ReceiptLog, network: NetworkFile): NetworkCity[] {
  if (closes === undefined) return [];
  const { transactionHash, logIndex } = closes.leaf;
  const leaf = eventLeaf({
    blockNumber: BigInt(header.number), blockHash: header.blockHash, transactionHash, logIndex, address: log.address, topics: log.topics, data: toHex(log.data),
  });
  const cities = closes.cities.map((proved) => checkClose(proved, leaf, header, network));
  const repeated = cities.find((city, index) => cities.indexOf(city) !== index);
  if (repeated !== undefined) throw new ProofProblem("CLOSE_REPEATED", { city: repeated.name });
  return cities.sort((left, right) => left.id - right.id);
}

function checkClose(proved: ProvedClose, leaf: ReturnType<typeof eventLeaf>, header: BlockHeader, network: NetworkFile): NetworkCity {
  const { close, path, leafIndex, leafCount } = proved;
  const city = network.cities.find(({ id }) => id === close.cityId);
  if (city === undefined) throw new ProofProblem("CLOSE_CITY_UNKNOWN", { cityId: close.cityId });
  const detail = { city: city.name, day: close.day };
  if (close.chainId !== network.chainId) throw new ProofProblem("CLOSE_OF_ANOTHER_NETWORK", detail);
  const isOfTheDay = close.day === dayOf(header.timestamp) && close.firstBlock <= header.number && header.number <= close.lastBlock;
  if (!isOfTheDay) throw new ProofProblem("CLOSE_OF_ANOTHER_DAY", detail);
  const root = rootOfPath({ leaf, leafIndex, leafCount, path });
  if (leafCount !== close.eventCount || root !== close.eventsRoot) throw new ProofProblem("CLOSE_PATH_BROKEN", detail);
  if (!isSignedBy(proved, city, network)) throw new ProofProblem("CLOSE_SIGNATURE_REFUSED", detail);
  return city;
}

function isSignedBy({ close, signature, validBefore }: ProvedClose, city: NetworkCity, { chainId, contracts }: NetworkFile): boolean {
  const { reportAnchors } = contracts;
  if (reportAnchors === undefined) return false;
  const anchor = { cityId: close.cityId, kind: "DAILY_CLOSE", period: periodOfDay(close.day), reportHash: closeHash(close), validBefore } as const;
  const signer = recoverAnchorSigner(anchor, { chainId, reportAnchors }, signature);
  return signer !== undefined && city.closeSigners.includes(signer);
}

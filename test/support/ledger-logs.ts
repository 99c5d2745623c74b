import { encodeAbiParameters, encodeEventTopics, type Address, type Hex } from "viem";
import { earningSheetsAbi } from "../../ledger-service/src/platform/chain/generated/abis/earning-sheets-abi.ts";
import { redemptionDeskAbi } from "../../ledger-service/src/platform/chain/generated/abis/redemption-desk-abi.ts";
import { reportAnchorsAbi } from "../../ledger-service/src/platform/chain/generated/abis/report-anchors-abi.ts";
import { serviceExchangesAbi } from "../../ledger-service/src/platform/chain/generated/abis/service-exchanges-abi.ts";

/** A log as a contract of ours writes it, by viem's own encoding. */
export interface LedgerEvent { readonly address: Address; readonly topics: readonly Hex[]; readonly data: Hex }

const abis = [...earningSheetsAbi, ...redemptionDeskAbi, ...reportAnchorsAbi, ...serviceExchangesAbi];

/** @throws when no contract of ours has that event */
export function writeLedgerEvent(address: Address, eventName: string, args: Readonly<Record<string, unknown>>): LedgerEvent {
  const event = abis.find((item) => item.type === "event" && item.name === eventName);
  if (event?.type !== "event") throw new Error(`no event ${eventName}`);
  const plain = event.inputs.filter((input) => !input.indexed);
  const topics = encodeEventTopics({ abi: [event], eventName: event.name, args });
  return { address, topics: topics.flatMap((topic) => (topic === null ? [] : [topic].flat())), data: encodeAbiParameters(plain, plain.map(({ name }) => args[name])) };
}

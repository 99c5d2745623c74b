import { keccak256 } from "viem/utils";
import type { Hex } from "viem";
import { readBoolean, readList, readRecord, readString } from "../api/read-json.ts";
import { requestJson } from "../api/request-json.ts";
import { loadDeviceKey, moveDeviceKey } from "./device-key.ts";
import type { Signer, SigningNetwork } from "./signer.ts";

/** The name under which a device key is kept while the ledger makes it wait. */
export function waitingHolder(account: Hex): string {
  return `waiting:${account}`;
}

async function isActive(signerBytes: Hex): Promise<boolean> {
  const hash = keccak256(signerBytes);
  const { body } = await requestJson("/api/account");
  return readList(readRecord(body, "account").signers, "account.signers", (item, place) => {
    const key = readRecord(item, place);
    return readString(key.signerHash, `${place}.signerHash`).toLowerCase() === hash && !readBoolean(key.isPending, `${place}.isPending`);
  }).includes(true);
}

/** This device's key once its wait is over; undefined while there is none or it waits. */
export async function loadKeyThatWaited(network: SigningNetwork, account: Hex): Promise<Signer | undefined> {
  const waiting = await loadDeviceKey(network, waitingHolder(account));
  if (!waiting || !(await isActive(waiting.signerBytes))) return undefined;
  await moveDeviceKey(network, waitingHolder(account), account);
  return waiting;
}

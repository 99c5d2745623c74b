import { useQuery, useQueryClient } from "@tanstack/react-query";
import { keccak256 } from "viem/utils";
import { sessionQuery } from "../../api/session.ts";
import type { Session } from "../../api/session.ts";
import { useSubmission } from "../../api/use-submission.ts";
import type { SubmissionTools } from "../../api/use-submission.ts";
import type { Account, AccountKey } from "../../features/accounts/account.ts";
import { addKey, removeKey } from "../../features/accounts/change-keys.ts";
import { additionToSign, isKeyOf, keyActValidBefore, removalToSign } from "../../features/accounts/key-acts.ts";
import { makePasskey, passkeyResponse } from "../../features/accounts/passkey-creation.ts";
import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { createDeviceKey, forgetDeviceKey } from "../../signing/device-key.ts";
import { rememberPasskey } from "../../signing/known-passkey.ts";
import type { Signer } from "../../signing/signer.ts";
import { useSign } from "../../signing/use-sign.ts";
import { useSigner } from "../../signing/use-signer.ts";
import { waitingHolder } from "../../signing/waiting-device-key.ts";

export type KeyChange = { what: "passkey" } | { what: "device" } | { what: "removal"; key: AccountKey };
export type KeyChanged = "added" | "waiting" | "removed";

/** The acts of « Mes clés »: a key is made once, signed for by one already there, and kept only once it is known. */
export function useKeyChanges(account: Account) {
  const { keys: text } = useText(accountsText);
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { keys, refresh } = useSigner();
  const sign = useSign();
  const holderFor = (removed?: AccountKey): Signer | undefined => {
    const everyday = keys?.everyday;
    const isOwn = removed !== undefined && isKeyOf(removed.signerHash, everyday?.signerBytes);
    return keys?.full ?? (removed === undefined || isOwn || removed.isPending ? everyday : undefined);
  };

  const addPasskey = async ({ network, city }: Session, tools: SubmissionTools): Promise<KeyChanged> => {
    const passkey = await tools.once("passkey", () => makePasskey(network, city.name));
    const validBefore = await tools.once("validBefore", async () => keyActValidBefore(Date.now()));
    const holder = holderFor();
    const signed = holder && (await tools.once("holder", () => sign(holder, additionToSign(account, "FULL", passkey.signerBytes, validBefore))));
    await addKey(account, { kind: "FULL", signer: passkey.signerBytes, label: text.passkeyLabel, validBefore, holder: signed, passkey: passkeyResponse(passkey) }, tools);
    await rememberPasskey(network, account.account, passkey);
    return signed ? "added" : "waiting";
  };

  const addDevice = async ({ network }: Session, tools: SubmissionTools): Promise<KeyChanged> => {
    const { full } = keys ?? {};
    const device = await tools.once("device", () => createDeviceKey(network, full ? account.account : waitingHolder(account.account)));
    const validBefore = await tools.once("validBefore", async () => keyActValidBefore(Date.now()));
    const signed = full && (await tools.once("holder", () => sign(full, additionToSign(account, "DEVICE", device.signerBytes, validBefore))));
    await addKey(account, { kind: "DEVICE", signer: device.signerBytes, label: text.deviceLabel, validBefore, holder: signed }, tools);
    return signed ? "added" : "waiting";
  };

  const remove = async ({ network }: Session, key: AccountKey, tools: SubmissionTools): Promise<KeyChanged> => {
    const validBefore = await tools.once("validBefore", async () => keyActValidBefore(Date.now()));
    const holder = holderFor(key);
    const signed = holder && (await tools.once("holder", () => sign(holder, removalToSign(account, key.signerHash, validBefore))));
    await removeKey(account, { signerHash: key.signerHash, validBefore, holder: signed }, tools);
    if (keys?.everyday && keccak256(keys.everyday.signerBytes) === key.signerHash.toLowerCase()) await forgetDeviceKey(network, account.account);
    return "removed";
  };

  const change = useSubmission(async (asked: KeyChange, tools) => {
    if (!session) return undefined;
    const done = await run(asked, session, tools);
    await Promise.all([queries.invalidateQueries({ queryKey: ["account"] }), refresh()]);
    return done;
  });

  function run(asked: KeyChange, present: Session, tools: SubmissionTools): Promise<KeyChanged> {
    switch (asked.what) {
      case "passkey":
        return addPasskey(present, tools);
      case "device":
        return addDevice(present, tools);
      case "removal":
        return remove(present, asked.key, tools);
    }
  }

  return { change, keys };
}

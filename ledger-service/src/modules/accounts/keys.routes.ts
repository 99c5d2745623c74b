import type { DataSource } from "typeorm";
import { inTransaction } from "../../platform/database/transaction.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { operationAnswerSchema } from "../../relay/operation.schemas.ts";
import { requireFresh } from "../../sign-in/fresh-sign-in.ts";
import { addSignerBody, changeCapsBody, passkeyOptionsSchema, removeSignerBody } from "./accounts.schemas.ts";
import type { HolderStore } from "./holder-store.ts";
import type { KeyManagement } from "./manage-keys.ts";
import { anyHolder, ownHolder } from "./own-holder.ts";
import type { Passkeys } from "./passkeys.ts";
import type { SignerRecords } from "./signer-records.ts";

export interface KeysRoutesParts {
  readonly database: DataSource;
  readonly holders: HolderStore;
  readonly keys: KeyManagement;
  readonly passkeys: Passkeys;
  readonly signerRecords: SignerRecords;
}

export function keysRoutes(parts: KeysRoutesParts): Route[] {
  const problems = ["account-needed", "account-changed", "account-signature-refused", "fresh-sign-in-needed", "full-key-needed"];
  return [
    defineRoute({
      method: "POST",
      path: "/api/account/passkey-options",
      summary: "WebAuthn creation options for this city's portal",
      access: "session",
      answer: passkeyOptionsSchema,
      limit: { count: 20, per: "hour", by: "person" },
      handle: async ({ caller }) =>
        inTransaction(parts.database, async ({ manager }) => {
          const holder = await anyHolder(parts.holders, manager, caller);
          const known = holder === undefined ? [] : await parts.signerRecords.passkeysOf(manager, holder.id);
          return { options: await parts.passkeys.creationOptions(manager, caller, known) };
        }),
    }),
    defineAct({
      method: "POST",
      path: "/api/account/signers",
      summary: "Adds a key: at once with a FULL key's signature, otherwise after 24 h",
      access: "session",
      body: addSignerBody,
      answer: operationAnswerSchema,
      problems: [...problems, "signer-exists", "signer-refused", "passkey-refused", "passkey-of-another-city", "too-many-device-signers"],
      limit: { count: 20, per: "hour", by: "person" },
      handle: async ({ caller, body, transaction }) => ({
        operation: await parts.keys.add(transaction, caller, await ownHolder(parts.holders, transaction.manager, caller), body),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/account/signer-removals",
      summary: "Removes a key, or cancels one that waits",
      access: "session",
      body: removeSignerBody,
      answer: operationAnswerSchema,
      problems: [...problems, "signer-unknown"],
      limit: { count: 20, per: "hour", by: "person" },
      handle: async ({ caller, body, transaction }) => ({
        operation: await parts.keys.remove(transaction, caller, await ownHolder(parts.holders, transaction.manager, caller), body),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/account/caps",
      summary: "Lowers the account's caps at once, raises them after 24 h [W11]",
      access: "session",
      body: changeCapsBody,
      answer: operationAnswerSchema,
      problems: [...problems, "cap-above-ceiling"],
      handle: async ({ caller, body, transaction }) => {
        requireFresh(caller);
        return { operation: await parts.keys.changeCaps(transaction, await ownHolder(parts.holders, transaction.manager, caller), body) };
      },
    }),
  ];
}

import type { EntityManager } from "typeorm";
import type { Address } from "viem";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { onEvent, type Projecting, type Projection } from "../../indexing/projection.ts";
import { accountSignerEntity } from "./account-signer.entity.ts";
import { accountEntity } from "./account.entity.ts";

const FIRST_REVISION = 1;

/** Accounts and their keys, of every city. */
export const accountsProjection: Projection = {
  name: "accounts",
  tables: ["account_signers", "accounts"],
  on: [
    onEvent("accounts", "AccountOpened", async ({ args, blockTimestamp }, projecting) => {
      await projecting.manager.getRepository(accountEntity).insert({
        account: args.account,
        cityId: args.cityId,
        kind: args.kind,
        status: 1,
        revision: FIRST_REVISION,
        hadFullSigner: false,
        openedAt: blockTimestamp,
      });
      tell(projecting, args.account);
    }),
    onEvent("accounts", "SignerAdded", async ({ args, blockTimestamp }, projecting) => {
      const { account, signerHash, kind } = args;
      await projecting.manager.getRepository(accountSignerEntity).upsert(
        { account, signerHash, kind, activeFrom: instantOf(args.activeFrom), addedAt: blockTimestamp, removedAt: null },
        ["account", "signerHash"],
      );
      await update(projecting.manager, account, {
        revision: args.revision,
        ...(kind === SignerKind.FULL ? { hadFullSigner: true } : {}),
      });
      tell(projecting, account);
    }),
    onEvent("accounts", "SignerRemoved", async ({ args, blockTimestamp }, projecting) => {
      const { account, signerHash, revision } = args;
      const signers = projecting.manager.getRepository(accountSignerEntity);
      const removed = await signers.findOneBy({ account, signerHash });
      await signers.update({ account, signerHash }, { removedAt: blockTimestamp });
      // As in the contract: a FULL key cancelled while it waits was the first one.
      const wasWaitingFull = removed?.kind === SignerKind.FULL && removed.activeFrom > blockTimestamp;
      await update(projecting.manager, account, { revision, ...(wasWaitingFull ? { hadFullSigner: false } : {}) });
      tell(projecting, account);
    }),
    onEvent("accounts", "CapsChanged", async ({ args }, projecting) => {
      await update(projecting.manager, args.account, { revision: args.revision });
      tell(projecting, args.account);
    }),
    onEvent("accounts", "AccountStatusChanged", async ({ args }, projecting) => {
      await update(projecting.manager, args.account, { revision: args.revision, status: args.status });
      tell(projecting, args.account);
    }),
  ],
};

async function update(
  manager: EntityManager,
  account: Address,
  change: { revision?: number; hadFullSigner?: boolean; status?: number },
): Promise<void> {
  await manager.getRepository(accountEntity).update({ account }, change);
}

function tell(projecting: Projecting, account: Address): void {
  projecting.notify({ name: "account-changed", to: { kind: "ACCOUNT", account }, data: {} });
}

function instantOf(seconds: bigint): Date {
  return new Date(Number(seconds) * 1000);
}

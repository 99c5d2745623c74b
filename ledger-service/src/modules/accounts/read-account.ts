import { IsNull, type EntityManager } from "typeorm";
import { keccak256, type Address, type Hex } from "viem";
import type { z } from "zod";
import type { Chain } from "../../platform/chain/chain.ts";
import { accountStatusNames, SignerKind } from "../../platform/chain/generated/enums.ts";
import { accountSignerEntity } from "./account-signer.entity.ts";
import { accountEntity } from "./account.entity.ts";
import type { accountSchema } from "./accounts.schemas.ts";
import type { Holder } from "./holder-store.ts";
import { openedCitiesOf } from "./open-city.ts";
import type { SignerRecords } from "./signer-records.ts";

type AccountView = z.input<typeof accountSchema>;

interface Parts {
  readonly chain: Chain;
  readonly signerRecords: SignerRecords;
  readonly asOfBlock: () => Promise<number>;
}

/** One's own account: keys from the index, caps from the ledger at this moment. */
export async function readAccount(parts: Parts, manager: EntityManager, holder: Holder): Promise<AccountView> {
  const row = await manager.getRepository(accountEntity).findOneBy({ account: holder.account });
  const signers = await signersOf(parts, manager, holder);
  const [deviceCaps, fullCaps] =
    row === null ? [noCaps, noCaps] : await Promise.all([capsOf(parts.chain, holder.account, SignerKind.DEVICE), capsOf(parts.chain, holder.account, SignerKind.FULL)]);
  return {
    account: holder.account,
    kind: holder.kind,
    memberCode: holder.memberCode ?? null,
    municipalIdentifier: holder.municipalIdentifier ?? null,
    status: statusOf(row?.status),
    revision: row?.revision ?? 0,
    confirmedUntil: holder.row.confirmedUntil,
    hadFullSigner: row?.hadFullSigner ?? false,
    signers,
    passkeys: await activePasskeys(parts, manager, holder, signers),
    caps: {
      device: deviceCaps,
      full: { perDayPoints: fullCaps.perDayPoints, spentTodayPoints: fullCaps.spentTodayPoints },
    },
    openedCities: await openedCitiesOf(manager, holder),
    privacy: {
      sharesProfile: holder.row.sharesProfile,
      sharesLocation: holder.row.sharesLocation,
      linksCities: holder.row.linksCities,
      appearsInRankings: holder.row.appearsInRankings,
      showsNoticeContent: holder.row.showsNoticeContent,
    },
    asOfBlock: await parts.asOfBlock(),
  };
}

async function signersOf(parts: Parts, manager: EntityManager, holder: Holder): Promise<AccountView["signers"]> {
  const rows = await manager
    .getRepository(accountSignerEntity)
    .find({ where: { account: holder.account, removedAt: IsNull() }, order: { addedAt: "ASC" } });
  const records = new Map((await parts.signerRecords.ofHolder(manager, holder.id)).map((record) => [record.signerHash, record]));
  return rows.map((row) => {
    const signerHash: Hex = `0x${row.signerHash.slice(2)}`;
    const record = records.get(signerHash);
    return {
      signerHash,
      kind: row.kind === SignerKind.FULL ? "FULL" : "DEVICE",
      label: record?.label ?? "Clé",
      isPasskey: record?.isPasskey ?? false,
      activeFrom: row.activeFrom.toISOString(),
      isPending: row.activeFrom.getTime() > Date.now(),
      createdAt: row.addedAt.toISOString(),
    };
  });
}

/** Passkeys that the ledger accepts now. */
async function activePasskeys(parts: Parts, manager: EntityManager, holder: Holder, signers: AccountView["signers"]): Promise<AccountView["passkeys"]> {
  const active = new Set(signers.filter(({ isPending }) => !isPending).map(({ signerHash }) => signerHash));
  const passkeys = await parts.signerRecords.passkeysOf(manager, holder.id);
  return passkeys.filter(({ signer }) => active.has(keccak256(signer))).map(({ credentialId, signer }) => ({ credentialId, signer }));
}

const noCaps = { perChargePoints: "0", perDayPoints: "0", spentTodayPoints: "0" };

async function capsOf(chain: Chain, account: Address, kind: SignerKind): Promise<typeof noCaps> {
  const [caps, spentTodayPoints] = await chain.client.readContract({
    ...chain.contract("accounts"),
    functionName: "caps",
    args: [account, kind],
  });
  return {
    perChargePoints: caps.perChargePoints.toString(),
    perDayPoints: caps.perDayPoints.toString(),
    spentTodayPoints: spentTodayPoints.toString(),
  };
}

function statusOf(status: number | undefined): AccountView["status"] {
  const name = status === undefined ? undefined : accountStatusNames[status];
  return name === undefined || name === "NONE" ? "PENDING" : name;
}

import type { EntityManager } from "typeorm";
import { keccak256, type Hex } from "viem";
import { z } from "zod";
import { signerSchema } from "../../kernel/hex.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { accountsProblems } from "./accounts.problems.ts";
import { signerRecordEntity, type SignerRecordRow } from "./signer-record.entity.ts";

const table = "signer_records";
const passkeySchema = z.object({ credentialId: z.string(), signer: signerSchema, transports: z.array(z.string()) });

/** A passkey whose creation was checked: origin, relying party, challenge, user verification [W3]. */
export interface VerifiedPasskey {
  readonly credentialId: string;
  readonly signer: Hex;
  readonly transports: readonly string[];
}

export interface NewSignerRecord {
  readonly signer: Hex;
  readonly label: string;
  readonly passkey?: VerifiedPasskey;
  readonly operationId?: string;
}

export interface SignerRecord {
  readonly signerHash: Hex;
  readonly label: string;
  readonly isPasskey: boolean;
  readonly createdAt: Date;
}

/** What the city keeps of keys beside the chain: their labels, and what sign-in by passkey needs. */
export interface SignerRecords {
  /** Kept before the ledger has the key, so that no passkey is ever orphaned; saved again, it stays one [W16]. */
  save(manager: EntityManager, holderId: string, record: NewSignerRecord): Promise<void>;
  ofHolder(manager: EntityManager, holderId: string): Promise<SignerRecord[]>;
  passkeysOf(manager: EntityManager, holderId: string): Promise<VerifiedPasskey[]>;
  passkeyOf(manager: EntityManager, credentialId: string): Promise<{ holderId: string; passkey: VerifiedPasskey } | undefined>;
  remove(manager: EntityManager, holderId: string, signerHash: Hex): Promise<void>;
}

export function createSignerRecords(personalData: PersonalData): SignerRecords {
  const index = (credentialId: string) => personalData.blindIndex("signer_records.credential", credentialId);
  const place = (column: string, row: { holderId: string; signerHash: string }) => ({
    table,
    column,
    rowId: `${row.holderId}/${row.signerHash}`,
  });
  const rows = (manager: EntityManager) => manager.getRepository(signerRecordEntity);
  const openPasskey = (row: SignerRecordRow): VerifiedPasskey | undefined =>
    row.passkeySealed === null
      ? undefined
      : passkeySchema.parse(JSON.parse(personalData.open(place("passkey", row), row.passkeySealed)));

  return {
    save: async (manager, holderId, record) => {
      const key = { holderId, signerHash: keccak256(record.signer) };
      const passkey = record.passkey;
      if (passkey !== undefined) await refuseForeignCredential(manager, index(passkey.credentialId), holderId);
      await rows(manager).save({
        ...key,
        labelSealed: personalData.seal(place("label", key), record.label),
        credentialIndex: passkey === undefined ? null : index(passkey.credentialId),
        passkeySealed: passkey === undefined ? null : personalData.seal(place("passkey", key), JSON.stringify(passkey)),
        operationId: record.operationId ?? null,
        createdAt: new Date(),
      });
    },
    ofHolder: async (manager, holderId) => {
      const found = await rows(manager).findBy({ holderId });
      return found.map((row) => ({
        signerHash: toHex(row.signerHash),
        label: personalData.open(place("label", row), row.labelSealed),
        isPasskey: row.passkeySealed !== null,
        createdAt: row.createdAt,
      }));
    },
    passkeysOf: async (manager, holderId) => {
      const found = await rows(manager).findBy({ holderId });
      return found.map(openPasskey).filter((passkey) => passkey !== undefined);
    },
    passkeyOf: async (manager, credentialId) => {
      const row = await rows(manager).findOneBy({ credentialIndex: index(credentialId) });
      const passkey = row === null ? undefined : openPasskey(row);
      return row === null || passkey === undefined ? undefined : { holderId: row.holderId, passkey };
    },
    remove: async (manager, holderId, signerHash) => {
      await rows(manager).delete({ holderId, signerHash });
    },
  };
}

async function refuseForeignCredential(manager: EntityManager, credentialIndex: string, holderId: string): Promise<void> {
  const known = await manager.getRepository(signerRecordEntity).findOneBy({ credentialIndex });
  if (known !== null && known.holderId !== holderId) throw accountsProblems.of("signer-exists");
}

function toHex(text: string): Hex {
  return `0x${text.slice(2)}`;
}

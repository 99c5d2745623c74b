import { EntitySchema } from "typeorm";

/** What the city remembers of a key beside the chain: its label, and of a passkey what sign-in needs. */
export interface SignerRecordRow {
  holderId: string;
  signerHash: string;
  labelSealed: string;
  credentialIndex: string | null;
  passkeySealed: string | null;
  operationId: string | null;
  createdAt: Date;
}

export const signerRecordEntity = new EntitySchema<SignerRecordRow>({
  name: "SignerRecord",
  tableName: "signer_records",
  columns: {
    holderId: { name: "holder_id", type: "uuid", primary: true },
    signerHash: { name: "signer_hash", type: "text", primary: true },
    labelSealed: { name: "label_sealed", type: "text" },
    credentialIndex: { name: "credential_index", type: "text", nullable: true, unique: true },
    passkeySealed: { name: "passkey_sealed", type: "text", nullable: true },
    operationId: { name: "operation_id", type: "uuid", nullable: true },
    createdAt: { name: "created_at", type: "timestamptz" },
  },
});

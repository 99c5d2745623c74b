import type { Hex } from "viem";
import type { Shape } from "../../api/shapes.ts";
import { submitOperation } from "../../api/submit-operation.ts";
import type { Signed } from "../../signing/typed-struct.ts";
import type { Account, AccountKey } from "./account.ts";

type Tools = { idempotencyKey: string; onStatus: (status: string) => void };

type Addition = { kind: AccountKey["kind"]; signer: Hex; label: string; validBefore: string; holder: Signed | undefined; passkey?: Shape<"PasskeyResponse"> };

/** Adds a key: at once when a present key signed as the contract asks, otherwise after 24 h. */
export async function addKey(account: Account, { kind, signer, label, validBefore, holder, passkey }: Addition, { idempotencyKey, onStatus }: Tools): Promise<void> {
  const body: Shape<"SignerAdditionRequest"> = { kind, signer, label, addition: { revision: account.revision, validBefore }, ...(holder ? { holder } : {}), ...(passkey ? { passkey } : {}) };
  await submitOperation({ path: "/api/account/signers", body, idempotencyKey, onStatus });
}

/** Removes a key, or cancels one that waits; without a signature, the service asks for a fresh sign-in. */
export async function removeKey(account: Account, removal: { signerHash: Hex; validBefore: string; holder: Signed | undefined }, { idempotencyKey, onStatus }: Tools): Promise<void> {
  const { signerHash, validBefore, holder } = removal;
  const body: Shape<"SignerRemovalRequest"> = { removal: { signerHash, revision: account.revision, validBefore }, ...(holder ? { holder } : {}) };
  await submitOperation({ path: "/api/account/signer-removals", body, idempotencyKey, onStatus });
}

import type { DataSource, EntityManager } from "typeorm";
import { keccak256, type Hex } from "viem";
import type { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import { sameHex } from "../../kernel/hex.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { signerAdditionTypedData, signerRemovalTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest, type Signed } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import { requireFresh } from "../../sign-in/fresh-sign-in.ts";
import { accountsProblems } from "./accounts.problems.ts";
import type { addSignerBody, changeCapsBody, passkeyResponse, removeSignerBody } from "./accounts.schemas.ts";
import type { CapsChangeItem } from "./change-caps.ts";
import { signerFactId, type SignerAdditionItem, type SignerRemovalItem } from "./change-signers.ts";
import type { Holder } from "./holder-store.ts";
import type { Passkeys } from "./passkeys.ts";
import type { SignerRecords, VerifiedPasskey } from "./signer-records.ts";

interface Parts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly relay: Relay;
  readonly addSigner: RelayAct<SignerAdditionItem>;
  readonly removeSigner: RelayAct<SignerRemovalItem>;
  readonly changeCaps: RelayAct<CapsChangeItem>;
  readonly signerRecords: SignerRecords;
  readonly passkeys: Passkeys;
}

/** Keys and caps of one's own account. A session alone never adds a key that can spend today: the contract's rule. */
export interface KeyManagement {
  add(transaction: Transaction, caller: Caller, holder: Holder, body: z.output<typeof addSignerBody>): Promise<OperationView>;
  remove(transaction: Transaction, caller: Caller, holder: Holder, body: z.output<typeof removeSignerBody>): Promise<OperationView>;
  changeCaps(transaction: Transaction, holder: Holder, body: z.output<typeof changeCapsBody>): Promise<OperationView>;
  /** Checks a passkey's creation and that it is the key named. @throws Problem `passkey-refused` */
  verifyPasskey(transaction: Transaction, personId: string, signer: Hex, response: z.output<typeof passkeyResponse>): Promise<VerifiedPasskey>;
}

export function createKeyManagement(parts: Parts): KeyManagement {
  return {
    add: async (transaction, caller, holder, body) => {
      const addition = {
        account: holder.account,
        kind: signerKindOf(body.kind),
        signer: body.signer,
        revision: body.addition.revision,
        validBefore: BigInt(body.addition.validBefore),
      };
      const digest = typedDataDigest(parts.chain, signerAdditionTypedData, addition);
      const needsService = await needsServiceApproval(parts.chain, caller, holder, digest, body.holder);
      const passkey = await keepPasskey(parts, holder, body);
      const operation = await parts.relay.submit(
        transaction,
        parts.addSigner,
        { ...addition, holder: body.holder, needsService },
        { ownerPersonId: holder.personId, factId: signerFactId(holder.account, body.signer, addition.revision) },
      );
      const record = { signer: body.signer, label: body.label, passkey, operationId: operation.id };
      await parts.signerRecords.save(transaction.manager, holder.id, record);
      return operation;
    },
    remove: async (transaction, caller, holder, body) => {
      const { signerHash, revision } = body.removal;
      const removal = { account: holder.account, signerHash, revision, validBefore: BigInt(body.removal.validBefore) };
      const digest = typedDataDigest(parts.chain, signerRemovalTypedData, removal);
      if (body.holder === undefined) requireFresh(caller);
      else await checkHolder(parts.chain, holder, digest, body.holder);
      return parts.relay.submit(
        transaction,
        parts.removeSigner,
        { ...removal, holder: body.holder, needsService: body.holder === undefined },
        { ownerPersonId: holder.personId, factId: `signer-removal:${holder.account}:${signerHash}:${revision}` },
      );
    },
    changeCaps: async (transaction, holder, body) =>
      parts.relay.submit(
        transaction,
        parts.changeCaps,
        {
          account: holder.account,
          kind: signerKindOf(body.kind),
          perChargePoints: BigInt(body.perChargePoints),
          perDayPoints: BigInt(body.perDayPoints),
          revision: body.change.revision,
          validBefore: BigInt(body.change.validBefore),
          holder: body.holder,
        },
        { ownerPersonId: holder.personId, factId: `caps:${holder.account}:${body.kind}:${body.change.revision}` },
      ),
    verifyPasskey: async (transaction, personId, signer, response) => verifySame(parts, transaction.manager, personId, signer, response),
  };
}

/**
 * The service adds its ENROL approval only after a fresh sign-in [S10], and only where no FULL key of the holder has
 * signed; the wait of 24 h, or none, is then the contract's.
 */
async function needsServiceApproval(chain: Chain, caller: Caller, holder: Holder, digest: Hex, signed: Signed | undefined): Promise<boolean> {
  if (signed !== undefined && (await checkHolder(chain, holder, digest, signed)) === SignerKind.FULL) return false;
  requireFresh(caller);
  return true;
}

async function checkHolder(chain: Chain, holder: Holder, digest: Hex, signed: Signed): Promise<SignerKind> {
  const kind = await chain.verifyAccount(holder.account, digest, signed);
  if (kind === SignerKind.NONE) throw accountsProblems.of("account-signature-refused");
  return kind;
}

/**
 * A passkey is kept before anything is sent, outside the act's transaction: should the ledger's step fail, sending the
 * same passkey again finds it, and no second one is made [W16].
 */
async function keepPasskey(parts: Parts, holder: Holder, body: z.output<typeof addSignerBody>): Promise<VerifiedPasskey | undefined> {
  const response = body.passkey;
  if (response === undefined) return undefined;
  const { manager } = parts.database;
  const known = await parts.signerRecords.passkeyOf(manager, response.id);
  if (known?.holderId === holder.id && sameHex(known.passkey.signer, body.signer)) return known.passkey;
  const passkey = await verifySame(parts, manager, holder.personId, body.signer, response);
  await parts.signerRecords.save(manager, holder.id, { signer: body.signer, label: body.label, passkey });
  return passkey;
}

async function verifySame(parts: Parts, manager: EntityManager, personId: string, signer: Hex, response: z.output<typeof passkeyResponse>): Promise<VerifiedPasskey> {
  const passkey = await parts.passkeys.verifyCreation(manager, personId, response);
  if (keccak256(passkey.signer) !== keccak256(signer)) throw accountsProblems.of("passkey-refused");
  return passkey;
}

function signerKindOf(kind: "FULL" | "DEVICE"): SignerKind {
  return kind === "FULL" ? SignerKind.FULL : SignerKind.DEVICE;
}

import type { TransactionReceipt } from "ethers";
import { AccountKind, SignerKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { accountOf, serviceOfBrossard } from "../../test/support/actors.ts";
import type { Enrolling } from "../../test/support/enrolment.ts";
import type { Payer } from "../../test/support/payments.ts";
import { FAR_SECONDS } from "../../test/support/programme-opening.ts";
import { deviceKeySigner } from "../../test/support/signers.ts";
import { TRANSACTION_GAS_MAX } from "./figure.ts";

/** Every measured transaction is sent with the most that a network takes: none is measured that could not be sent. */
export const MOST_GAS = { gasLimit: TRANSACTION_GAS_MAX };

/** Residents of Brossard, each with one P-256 device key. */
export const crowdOf = (names: string, count: number, deviceKeyVerifier: string): Payer[] =>
  Array.from({ length: count }, (_, index) => {
    const name = `${names} ${String(index)}`;
    return { account: accountOf(name), signer: deviceKeySigner(name, deviceKeyVerifier) };
  });

/** So many accounts with a P-256 key fit in one transaction with room to spare. */
const OPENING_BATCH = 50;

/** Opens the accounts of a crowd of any size. */
export async function enrolCrowd(enrolling: Enrolling, crowd: readonly Payer[]): Promise<void> {
  for (let from = 0; from < crowd.length; from += OPENING_BATCH) await openAccounts(enrolling, crowd.slice(from, from + OPENING_BATCH));
}

/** Opens accounts in one transaction. @returns its gas */
export async function openAccounts({ contracts, signing }: Enrolling, crowd: readonly Payer[]): Promise<bigint> {
  const openings = crowd.map(({ account, signer }) => ({
    account,
    kind: AccountKind.RESIDENT,
    signerKind: SignerKind.DEVICE,
    signer: signer.bytes,
  }));
  const act = { cityId: serviceOfBrossard.cityId, openings, validBefore: FAR_SECONDS };
  return gasOf(contracts.accounts.open(act, signing.approve(serviceOfBrossard, "OpenAccounts", act), MOST_GAS));
}

/** Gas of a transaction that a contract's function has sent. @throws Error when it failed */
export async function gasOf(sending: Promise<unknown>): Promise<bigint> {
  const sent = await sending;
  const receipt = isSent(sent) ? await sent.wait() : null;
  if (receipt?.status !== 1) throw new Error("a measured transaction failed");
  return receipt.gasUsed;
}

const isSent = (value: unknown): value is { wait(): Promise<TransactionReceipt | null> } =>
  typeof value === "object" && value !== null && "wait" in value;

import { id, Interface } from "ethers";
import { redemptionDeskAbi } from "../../ledger-service/src/platform/chain/generated/abis/redemption-desk-abi.ts";
import { ChargeStatus, RefusalReason } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import type { Signing, SignerProof } from "./acts.ts";
import { time } from "./chain.ts";
import { sentBy } from "./contracts.ts";
import type { Maille } from "./fixture.ts";
import type { TestSigner } from "./signers.ts";

export interface Charge {
  readonly merchant: string;
  readonly terminal: string;
  readonly points: bigint;
  readonly offerHash: string;
  readonly random: string;
  readonly validBefore: number;
}

export interface Consent {
  readonly account: string;
  readonly chargeId: string;
  readonly merchant: string;
  readonly points: bigint;
  readonly validAfter: number;
  readonly validBefore: number;
}

export interface Redemption {
  readonly charge: Charge;
  readonly terminal: SignerProof;
  readonly consent: Consent;
  readonly account: SignerProof;
}

/** Who pays, with which key. */
export interface Payer {
  readonly account: string;
  readonly signer: TestSigner;
}

/** Where one pays, at which terminal. */
export interface Till {
  readonly account: string;
  readonly terminal: TestSigner;
}

export interface PaymentChanges {
  readonly charge?: Partial<Charge>;
  readonly consent?: Partial<Consent>;
}

let drawn = 0;

/** A random value, the same in each run. */
export const drawRandom = (): string => id(`random ${String(++drawn)}`);

/** Signs as a service prepares it: `validAfter` 30 s ago, two minutes to live [Q3]. */
export async function signPayment(
  signing: Signing,
  payer: Payer,
  till: Till,
  points: bigint,
  changes: PaymentChanges = {},
): Promise<Redemption> {
  const now = await time.latest();
  const charge: Charge = {
    merchant: till.account,
    terminal: till.terminal.hash,
    points,
    offerHash: drawRandom(),
    random: drawRandom(),
    validBefore: now + 120,
    ...changes.charge,
  };
  const consent: Consent = {
    account: payer.account,
    chargeId: signing.hashStruct("Charge", { ...charge }),
    merchant: charge.merchant,
    points: charge.points,
    validAfter: now - 30,
    validBefore: now + 120,
    ...changes.consent,
  };
  return {
    charge,
    terminal: signing.prove(till.terminal, "Charge", { ...charge }),
    consent,
    account: signing.prove(payer.signer, "Consent", { ...consent }),
  };
}

export const chargeIdOf = (signing: Signing, { charge }: Redemption): string => signing.hashStruct("Charge", { ...charge });

/** Points as if posted from a sheet: the sheets' own contract issues them. */
export async function issuePoints({ contracts, deployed, impersonate }: Maille, account: string, cityId: number, points: bigint): Promise<void> {
  const sheets = await impersonate(deployed.addresses.earningSheets);
  await sentBy(contracts.points, sheets).issue(account, cityId, points);
}

const deskInterface = new Interface(JSON.stringify(redemptionDeskAbi));

function reasonOf(value: unknown): RefusalReason {
  const found = Object.values(RefusalReason).find((reason) => BigInt(reason) === value);
  if (found === undefined) throw new Error(`not a reason: ${String(value)}`);
  return found;
}

/** Each item's answer, in the order of the batch. */
export async function redeem({ contracts }: Maille, ...items: readonly Redemption[]): Promise<RefusalReason[]> {
  const sent = await contracts.redemptionDesk.redeem(items);
  const receipt = await sent.wait();
  const desk = await contracts.redemptionDesk.getAddress();
  const answers: RefusalReason[] = [];
  for (const log of receipt?.logs ?? []) {
    if (log.address !== desk) continue;
    const event = deskInterface.parseLog(log);
    answers.push(event?.name === "Redeemed" ? RefusalReason.NONE : reasonOf(event?.args.reason));
  }
  return answers;
}

/** What an answer does to a charge that nothing had happened to; final refusals come before EXPIRED. */
const statusAfter = (answer: RefusalReason): ChargeStatus => {
  if (answer === RefusalReason.NONE) return ChargeStatus.SETTLED;
  return answer < RefusalReason.EXPIRED ? ChargeStatus.DECLINED : ChargeStatus.UNUSED;
};

/** The answer to one item, the same beforehand by `preview` and then by `redeem`; the charge's status follows from it. */
export async function answerTo(maille: Maille, item: Redemption): Promise<RefusalReason> {
  const { redemptionDesk } = maille.contracts;
  const chargeId = await redemptionDesk.chargeIdOf(item.charge);
  const before = BigInt((await redemptionDesk.charge(chargeId)).status);
  const foreseen = reasonOf(await redemptionDesk.preview(item, { blockTag: "pending" }));
  const [answer] = await redeem(maille, item);
  if (answer === undefined) throw new Error("the desk answered nothing");
  if (answer !== foreseen) throw new Error(`preview said ${String(foreseen)}, redeem ${String(answer)}`);
  const after = BigInt((await redemptionDesk.charge(chargeId)).status);
  const due = before === BigInt(ChargeStatus.UNUSED) ? BigInt(statusAfter(answer)) : before;
  if (after !== due) throw new Error(`answer ${String(answer)} left status ${String(after)} instead of ${String(due)}`);
  return answer;
}

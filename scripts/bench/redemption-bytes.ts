import { Transaction, type TransactionReceipt, TransactionResponse } from "ethers";
import { concat, numberToHex, size, toRlp, type Hex } from "viem";
import { time } from "../../test/support/chain.ts";
import type { FilledMaille } from "../../test/support/fixture.ts";
import { issuePoints, signPayment, type Redemption, type Till } from "../../test/support/payments.ts";
import { crowdOf, enrolCrowd, MOST_GAS } from "./crowd.ts";
import type { Figure } from "./figure.ts";

const BROSSARD = 1;
const DAY_SECONDS = 86_400;
const POINTS = 5n;
const SIZES = [1, 60] as const;

/**
 * What a redemption leaves in blocks: its share of the signed transaction and of the receipt, as the tries hold them.
 * Lengths do not depend on values, but for a byte of RLP here and there.
 */
export async function redemptionBytes(maille: FilledMaille): Promise<Figure[]> {
  await time.increaseTo((Math.floor((await time.latest()) / DAY_SECONDS) + 1) * DAY_SECONDS + 3_600);
  const crowd = crowdOf("payer of bytes", 60, maille.deployed.addresses.deviceKeyVerifier);
  await enrolCrowd(maille.enrolling, crowd);
  for (const { account } of crowd) await issuePoints(maille, account, BROSSARD, 1_000n);

  async function measure(what: string, till: Till, count: number): Promise<Figure[]> {
    const items: Redemption[] = [];
    for (const payer of crowd.slice(0, count)) items.push(await signPayment(maille.signing, payer, till, POINTS));
    const sent = await responseOf(maille.contracts.redemptionDesk.redeem(items, MOST_GAS));
    const receipt = await sent.wait();
    if (receipt?.status !== 1) throw new Error("a measured transaction failed");
    const [transactionBytes, receiptBytes] = [size(rawOf(sent)), size(receiptOf(receipt))];
    return [
      { what: `bytes of the transaction, ${what}`, items: count, value: transactionBytes / count, unit: "bytes each" },
      { what: `bytes of the receipt, ${what}`, items: count, value: receiptBytes / count, unit: "bytes each" },
    ];
  }
  const figures: Figure[] = [];
  for (const count of SIZES) figures.push(...(await measure("points of the merchant's city", maille.cafeDesRapides, count)));
  for (const count of SIZES) figures.push(...(await measure("another city's points", maille.boulangerieTheo, count)));
  return figures;
}

async function responseOf(sending: Promise<unknown>): Promise<TransactionResponse> {
  const sent = await sending;
  if (!(sent instanceof TransactionResponse)) throw new Error("nothing was sent");
  return sent;
}

/** As a relay sends it: a legacy transaction at gas price zero. */
function rawOf(sent: TransactionResponse): Hex {
  const { to, nonce, data, gasLimit, chainId, signature } = sent;
  const { serialized } = Transaction.from({ type: 0, to, nonce, data, gasLimit, gasPrice: 0n, chainId, signature });
  return `0x${serialized.slice(2)}`;
}

function receiptOf({ cumulativeGasUsed, logs }: TransactionReceipt): Hex {
  const bloom: Hex = `0x${"00".repeat(256)}`;
  const entries = logs.map(({ address, topics, data }) => [hex(address), topics.map(hex), hex(data)]);
  return toRlp([numberToHex(1), numberToHex(cumulativeGasUsed), bloom, entries]);
}

const hex = (text: string): Hex => concat([`0x${text.slice(2)}`]);

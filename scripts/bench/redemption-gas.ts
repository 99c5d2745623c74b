import { z } from "zod";
import { time } from "../../test/support/chain.ts";
import type { FilledMaille } from "../../test/support/fixture.ts";
import { issuePoints, type Payer, type Redemption, signPayment, type Till } from "../../test/support/payments.ts";
import { crowdOf, enrolCrowd, gasOf, MOST_GAS } from "./crowd.ts";
import { type Figure, gasFigure } from "./figure.ts";
import type { PlainDesk } from "./peer/plain-desk.ts";

const BROSSARD = 1;
const SIZES = [1, 10, 100];
/** A hundred that cross cities do not fit in one transaction; the relay takes so many. */
const CROSSING_SIZES = [1, 10, 60];
const POINTS = 5n;
const DAY_SECONDS = 86_400;
/** So many first payments fit in one transaction with room to spare. */
const WARMING_BATCH = 25;

/**
 * Redemptions in the steady state: a hundred payers with a device key each, all of whom have paid the same merchants
 * today and keep points afterwards. The peer settles as many for the same keys.
 */
export async function redemptionGas(maille: FilledMaille, plain: PlainDesk): Promise<Figure[]> {
  // Early in a day: caps and ceilings are counted by the day.
  await time.increaseTo((Math.floor((await time.latest()) / DAY_SECONDS) + 1) * DAY_SECONDS + 3_600);
  const crowd = crowdOf("payer", 100, maille.deployed.addresses.deviceKeyVerifier);
  await enrolCrowd(maille.enrolling, crowd);
  for (const { account } of crowd) await issuePoints(maille, account, BROSSARD, 1_000n);
  await plain.issue(crowd, BROSSARD, 1_000n);
  const { cafeDesRapides, boulangerieTheo } = maille;
  for (const till of [cafeDesRapides, boulangerieTheo]) await payOnce(maille, crowd, till);
  for (const some of batchesOf(crowd)) await plain.burn(some, cafeDesRapides.terminal, BROSSARD, POINTS);

  const figures: Figure[] = [];
  for (const size of SIZES) {
    const payers = crowd.slice(0, size);
    const here = gasFigure("redemption, points of the merchant's city", size, await redeemAll(maille, payers, cafeDesRapides), "gas each");
    const peerGas = await plain.burn(payers, cafeDesRapides.terminal, BROSSARD, POINTS);
    figures.push({ ...here, peer: { name: "plain ERC-6909 burn", value: Math.round(Number(peerGas) / size) } });
  }
  for (const size of CROSSING_SIZES) {
    const gas = await redeemAll(maille, crowd.slice(0, size), boulangerieTheo);
    figures.push(gasFigure("redemption, another city's points, obligation recorded", size, gas, "gas each"));
  }
  return figures;
}

async function payOnce(maille: FilledMaille, crowd: readonly Payer[], till: Till): Promise<void> {
  for (const some of batchesOf(crowd)) await redeemAll(maille, some, till);
}

function batchesOf(crowd: readonly Payer[]): Payer[][] {
  const count = Math.ceil(crowd.length / WARMING_BATCH);
  return Array.from({ length: count }, (_, index) => crowd.slice(index * WARMING_BATCH, (index + 1) * WARMING_BATCH));
}

/** @throws Error unless every item settled */
async function redeemAll({ contracts, signing }: FilledMaille, payers: readonly Payer[], till: Till): Promise<bigint> {
  const items: Redemption[] = [];
  for (const payer of payers) items.push(await signPayment(signing, payer, till, POINTS));
  const takenPoints = async () => z.bigint().parse(await contracts.redemptionDesk.redeemedOn(till.account, await time.latest()));
  const before = await takenPoints();
  const gas = await gasOf(contracts.redemptionDesk.redeem(items, MOST_GAS));
  if ((await takenPoints()) !== before + POINTS * BigInt(items.length)) throw new Error("a measured charge did not settle");
  return gas;
}

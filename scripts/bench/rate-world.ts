import { keccak256, stringToBytes, type Address, type Hex } from "viem";
import { chargeIdOf } from "../../ledger-service/src/modules/redemptions/charge-terms.ts";
import type { Charge } from "../../ledger-service/src/modules/redemptions/charge.ts";
import type { RedemptionItem } from "../../ledger-service/src/modules/redemptions/redeem-charge.ts";
import { type PaymentWorld, type Payer, startPaymentWorld, type Till } from "../../test/support/service/payment-world.ts";
import { openRedemptionRelay } from "../../test/support/service/redemption-relay.ts";
import { brossard, magog } from "../../test/support/service/test-city.ts";
import { until } from "../../test/support/until.ts";

/** As the demo has it. */
const BLOCK_INTERVAL_MS = 1_000;
const LIFE_SECONDS = 120;
const POINTS = 2n;
const WAIT_MS = 110_000;

/** Two cities over a real node and real PostgreSQL, one resident of Brossard with points and a device key, one counter. */
export interface RateWorld {
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly desk: Address;
  /** So many charges with both signatures, good for two minutes. */
  signPayments(count: number): Promise<RedemptionItem[]>;
  /** Hands them to the city's relay as its counter does: checked against the ledger, recorded, accepted. */
  submitAll(items: readonly RedemptionItem[]): Promise<void>;
  /** Waits until the index shows so many redemptions. */
  indexed(count: number): Promise<void>;
  /** Transactions that the relay took for them. */
  transactionsUsed(): Promise<number>;
  stop(): Promise<void>;
}

export async function openRateWorld(): Promise<RateWorld> {
  const world = await startPaymentWorld([brossard, magog], ["Robert", "Claire", "Théo"], { blockIntervalMs: BLOCK_INTERVAL_MS });
  const { stack } = world;
  const robert = await world.enrol(brossard, "Robert", "DEVICE");
  const till = await world.openTill(brossard, "Boulangerie Théo", "Théo");
  const fileHours = await world.openSource(brossard, "La Popote roulante", "Claire");
  await fileHours("1 h", [robert]);

  const relay = await openRedemptionRelay(stack, brossard.slug);
  const settledCount = async () => {
    const [row] = await stack.query(brossard.slug, "SELECT count(*)::int AS count FROM operations WHERE act = 'redeem' AND status = 'indexed'");
    return Number(row?.["count"]);
  };
  return {
    rpcUrl: stack.node.rpcUrl,
    chainId: stack.deployed.chainId,
    desk: stack.deployed.addresses.redemptionDesk,
    signPayments: (count) => Promise.all(Array.from({ length: count }, (_, index) => signPayment(world, robert, till, index))),
    async submitAll(items) {
      await Promise.all(items.map((item) => relay.submit(item)));
    },
    indexed: (count) => until(async () => (await settledCount()) === count, WAIT_MS),
    async transactionsUsed() {
      const [row] = await stack.query(brossard.slug, "SELECT count(*)::int AS count FROM relay_transactions WHERE act = 'redeem'");
      return Number(row?.["count"]);
    },
    async stop() {
      await relay.close();
      await world.stack.stop();
    },
  };
}

let drawn = 0;

async function signPayment(world: PaymentWorld, payer: Payer, till: Till, index: number): Promise<RedemptionItem> {
  drawn += 1;
  const now = Math.floor(Date.now() / 1_000);
  const validBefore = BigInt(now + LIFE_SECONDS);
  const charge: Charge = {
    merchant: till.merchant,
    terminal: till.terminal,
    points: POINTS,
    offerHash: randomOf(`offer ${String(index)}`),
    random: randomOf(`random ${String(drawn)}`),
    validBefore,
  };
  const consent = {
    account: payer.account,
    chargeId: chargeIdOf(charge),
    merchant: till.merchant,
    points: POINTS,
    validAfter: BigInt(now - 30),
    validBefore,
  };
  return {
    charge,
    terminal: await world.sign(till.key, { contract: "redemptionDesk", primaryType: "Charge", message: { ...charge } }),
    consent,
    account: await world.sign(payer.key, { contract: "redemptionDesk", primaryType: "Consent", message: { ...consent } }),
  };
}

const randomOf = (name: string): Hex => keccak256(stringToBytes(name));

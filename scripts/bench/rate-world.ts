import { isHex, keccak256, stringToBytes, type Address, type Hex } from "viem";
import { z } from "zod";
import { chargeIdOf } from "../../ledger-service/src/modules/redemptions/charge-terms.ts";
import type { Charge } from "../../ledger-service/src/modules/redemptions/charge.ts";
import type { RedemptionItem } from "../../ledger-service/src/modules/redemptions/redeem-charge.ts";
import { type PaymentWorld, type Payer, startPaymentWorld, type Till } from "../../test/support/service/payment-world.ts";
import { openRedemptionRelay } from "../../test/support/service/redemption-relay.ts";
import { brossard, magog } from "../../test/support/service/test-city.ts";
import { until } from "../../test/support/until.ts";

/** A counter reads ten codes a minute at most, a resident shows twenty: payments take turns. */
const CASHIERS = ["Théo", "Léa", "Jules"];

/** As the demo has it. */
const BLOCK_INTERVAL_MS = 1_000;
const LIFE_SECONDS = 120;
const POINTS = 1n;
/** A thousand points each: enough for every redemption of a run. */
const HOURS = "4 h";
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
  /** One payment as two people make it, from the moment the counter reads the resident's code: its parts in milliseconds. */
  payAtCounter(index: number): Promise<PaymentTimes>;
  /** Operations of redemptions by status, for charges of `signPayments`. */
  statuses(): Promise<ReadonlyMap<string, number>>;
  /** What the service says of such charges. */
  statusOf(chargeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, string>>;
  /** What a city's database holds on disk. */
  databaseBytes(city: "brossard" | "magog"): Promise<number>;
  /** Transactions that the relay took for them. */
  transactionsUsed(): Promise<number>;
  stop(): Promise<void>;
}

export interface PaymentTimes {
  /** From the code read to the receipt that the counter may show. */
  readonly scanMs: number;
  /** Of which from the terminal's signature on. */
  readonly settleMs: number;
}

export async function openRateWorld(): Promise<RateWorld> {
  const world = await startPaymentWorld([brossard, magog], ["Robert", "Lise", "Claire", ...CASHIERS], { blockIntervalMs: BLOCK_INTERVAL_MS });
  const { stack } = world;
  const robert = await world.enrol(brossard, "Robert", "DEVICE");
  const lise = await world.enrol(brossard, "Lise", "DEVICE");
  const tills: Till[] = [];
  for (const cashier of CASHIERS) tills.push(await world.openTill(brossard, `Boulangerie ${cashier}`, cashier));
  const [till] = tills;
  if (till === undefined) throw new Error("a counter is open");
  const fileHours = await world.openSource(brossard, "La Popote roulante", "Claire");
  await fileHours(HOURS, [robert, lise]);

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
    async indexed(count) {
      try {
        await until(async () => (await settledCount()) >= count, WAIT_MS);
      } catch (cause) {
        const rows = await stack.query(brossard.slug, "SELECT status, problem, count(*)::int AS count FROM operations WHERE act = 'redeem' GROUP BY 1, 2");
        throw new Error(`not all redemptions were indexed: ${JSON.stringify(rows)}`, { cause });
      }
    },
    async payAtCounter(index) {
      const counter = tills[index % tills.length] ?? till;
      const payer = index % 2 === 0 ? robert : lise;
      const { chargeId } = openedSale.parse((await world.openSale(counter, Number(POINTS))).json);
      const scannedMs = performance.now();
      const met = await world.meet(counter, chargeId, payer);
      if (met.status !== 200) throw new Error(`a measured payment did not meet: ${met.text}`);
      const consented = await world.consent(payer, chargeId);
      if (consented.status !== 200) throw new Error(`a measured payment was refused: ${consented.text}`);
      const signedMs = performance.now();
      await world.settled(counter.browser, await world.signSale(counter, chargeId));
      const endedMs = performance.now();
      return { scanMs: endedMs - scannedMs, settleMs: endedMs - signedMs };
    },
    async statuses() {
      const rows = await stack.query(brossard.slug, "SELECT status, count(*)::int AS count FROM operations WHERE act = 'redeem' GROUP BY status");
      return new Map(rows.map((row) => [String(row["status"]), Number(row["count"])]));
    },
    async statusOf(chargeIds) {
      const facts = chargeIds.map((chargeId) => `charge:${chargeId}`);
      const rows = await stack.query(brossard.slug, "SELECT fact_id, status FROM operations WHERE fact_id = ANY($1) ORDER BY sequence", [facts]);
      return new Map(rows.map((row): [Hex, string] => [`0x${String(row["fact_id"]).slice("charge:0x".length)}`, String(row["status"])]));
    },
    async databaseBytes(city) {
      const [row] = await stack.query(city === "brossard" ? brossard.slug : magog.slug, "SELECT pg_database_size(current_database())::text AS bytes");
      return Number(row?.["bytes"]);
    },
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

const openedSale = z.object({ chargeId: z.custom<Hex>((value) => isHex(value)) });

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

import { expect } from "chai";
import { Client } from "pg";
import type { Hex } from "viem";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { keptItem, openRedemptionRelay, type RedemptionRelay } from "../support/service/redemption-relay.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

describe("a payment, whatever is repeated, killed or restarted", () => {
  let world: PaymentWorld;
  let aicha: Payer;
  let cafe: Till;
  let relayOfMagog: RedemptionRelay;

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Claire", "Camille"]);
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    await (await world.openSource(brossard, "La Popote roulante", "Claire"))("2 h", [aicha]);
    relayOfMagog = await openRedemptionRelay(world.stack, magog.slug);
  });
  after(async () => {
    await relayOfMagog.close();
    await world.stack.stop();
  });

  const statusOf = async (chargeId: Hex): Promise<string> => (await cafe.browser.get(`/api/charges/${chargeId}`)).json.status;

  /** How often the ledger settled it, as each city's index has read. */
  async function settlements(chargeId: Hex): Promise<number[]> {
    const rows = await Promise.all(
      [brossard, magog].map(({ slug }) => world.stack.query(slug, "SELECT count(*)::int AS count FROM chain_events WHERE name = 'Redeemed' AND args->>'chargeId' = $1", [chargeId])),
    );
    return rows.map(([row]) => Number(row?.["count"]));
  }

  it("has one effect when it is submitted a hundred times at once, and by two cities' services [Q2]", async () => {
    const before = await world.balance(aicha);
    const chargeId = await world.approvedSale(cafe, aicha, 70);
    const { toSign } = (await cafe.browser.get(`/api/charges/${chargeId}`)).json;
    const signed = await world.sign(cafe.key, toSign);
    const item = await keptItem(world.stack, brossard.slug, chargeId, signed);
    const [answers, others] = await Promise.all([
      Promise.all(Array.from({ length: 100 }, () => cafe.browser.act(`/api/charges/${chargeId}/terminal-signature`, { signed }))),
      Promise.allSettled(Array.from({ length: 10 }, () => relayOfMagog.submit(item))),
    ]);
    const accepted = answers.filter(({ status }) => status === 202);
    expect(new Set(accepted.map(({ json }) => String(json.operation.id))).size, "one operation at most").to.be.at.most(1);
    for (const { status, text } of answers) expect([202, 409], text).to.include(status);
    const submitted = others.flatMap((other) => (other.status === "fulfilled" ? [other.value.id] : []));
    expect(new Set(submitted).size).to.be.at.most(1);
    expect(accepted.length + submitted.length).to.be.greaterThan(0);

    await until(async () => (await statusOf(chargeId)) === "ACCEPTED");
    await until(async () => (await unfinished()) === 0);
    // Each city indexes at its own pace.
    await until(async () => (await settlements(chargeId)).every((count) => count > 0));
    expect(await settlements(chargeId)).to.deep.equal([1, 1]);
    expect(await world.balance(aicha)).to.equal(before - 70n);
  });

  it("is accepted from the indexed receipt only: the node is killed after the acknowledgement [Q11]", async () => {
    const before = await world.balance(aicha);
    const chargeId = await world.approvedSale(cafe, aicha, 40);
    const killed = world.stack.node.anvilPid();
    await whileRelayIsHeld(async () => {
      const sent = await world.signSale(cafe, chargeId);
      expect(sent.status, sent.text).to.equal(202);
      expect(sent.json.operation.status).to.equal("accepted");
      expect(await statusOf(chargeId)).to.equal("SENT");
      process.kill(killed, "SIGKILL");
      expect(await statusOf(chargeId)).to.equal("SENT");
      expect((await aicha.browser.get(`/api/account/receipts/${chargeId}`)).status, "no receipt yet").to.equal(404);
    });
    await until(async () => (await statusOf(chargeId)) === "ACCEPTED");
    expect(world.stack.node.anvilPid()).not.to.equal(killed);
    expect((await aicha.browser.get(`/api/account/receipts/${chargeId}`)).json.blockNumber).to.be.greaterThan(0);
    expect((await settlements(chargeId))[0]).to.equal(1);
    expect(await world.balance(aicha)).to.equal(before - 40n);
  });

  it("settles once when the node is killed with the payment pending [Q2]", async () => {
    const before = await world.balance(aicha);
    const chargeId = await world.approvedSale(cafe, aicha, 30);
    await world.signSale(cafe, chargeId);
    await until(async () => (await world.stack.query("brossard", "SELECT 1 FROM operations WHERE status <> 'accepted' AND fact_id = $1", [`charge:${chargeId}`])).length === 1);
    process.kill(world.stack.node.anvilPid(), "SIGKILL");
    await until(async () => (await statusOf(chargeId)) === "ACCEPTED");
    expect((await settlements(chargeId))[0]).to.equal(1);
    expect(await world.balance(aicha)).to.equal(before - 30n);
  });

  it("goes on after PostgreSQL was restarted under it: session, sale and balance are there", async () => {
    const before = await world.balance(aicha);
    const chargeId = await world.approvedSale(cafe, aicha, 20);
    await world.stack.restartPostgres();
    await until(async () => (await cafe.browser.get(`/api/charges/${chargeId}`)).status === 200);
    expect(await statusOf(chargeId)).to.equal("CONSENTED");
    await world.settled(cafe.browser, await world.signSale(cafe, chargeId));
    expect(await statusOf(chargeId)).to.equal("ACCEPTED");
    expect(await world.balance(aicha)).to.equal(before - 20n);
  });

  /** Whoever holds the lane's row keeps the relay from sending: an acknowledgement is then all there is. */
  async function whileRelayIsHeld(act: () => Promise<void>): Promise<void> {
    const lane = new Client({ connectionString: world.stack.configurationOf(brossard.slug).databaseUrl });
    await lane.connect();
    try {
      await lane.query("BEGIN");
      await lane.query("SELECT 1 FROM relay_lanes FOR UPDATE");
      await act();
    } finally {
      await lane.end();
    }
  }

  async function unfinished(): Promise<number> {
    const rows = await Promise.all(
      [brossard, magog].map(({ slug }) => world.stack.query(slug, "SELECT 1 FROM operations WHERE act = 'redeem' AND status NOT IN ('indexed', 'failed')")),
    );
    return rows.flat().length;
  }
});

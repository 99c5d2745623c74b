import { expect } from "chai";
import type { Hex } from "viem";
import { weekIndexAt, weekStartDate } from "../../ledger-service/src/kernel/week.ts";
import { openNodeProxy, type NodeProxy } from "../support/node-proxy.ts";
import type { OrganizationActor } from "../support/service/earning-world.ts";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { brossard } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const lastMonday = weekStartDate(weekIndexAt(new Date()) - 1);

/** Long enough that a busy machine is no stalled ledger: ten of them are a stall. */
const blockPeriodMs = 600;

describe("a ledger that stands still", () => {
  let node: NodeProxy;
  let world: PaymentWorld;
  let aicha: Payer;
  let robert: Payer;
  let cafe: Till;
  let popote: OrganizationActor;
  let programmeId: Hex;
  let part = 0;

  before(async () => {
    node = await openNodeProxy();
    world = await startPaymentWorld([brossard], ["Aïcha", "Robert", "Claire", "Denise", "Camille"], {
      adjust: (configuration) => {
        node.pointAt(configuration.chain.rpcUrls[0] ?? "");
        return { ...configuration, chain: { ...configuration.chain, rpcUrls: [node.url], blockPeriodMs } };
      },
    });
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    robert = await world.enrol(brossard, "Robert", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    await (await world.openSource(brossard, "La Popote roulante", "Claire"))("2 h", [aicha, robert]);
    popote = await world.earning.organization(brossard, "Les Jardins du Cap", "Denise");
    programmeId = await world.earning.programme(brossard, { number: 15, title: "Jardins", budgetPoints: 1_000_000n });
    await world.earning.allot(brossard, programmeId, popote.institution, 500_000n);
  });
  after(async () => {
    await world.stack.stop();
    await node.close();
  });

  const ledger = async () => (await aicha.browser.get("/api/ledger-state")).json;
  const inState = (state: string) => until(async () => (await ledger()).state === state);

  async function fileSheet() {
    part += 1;
    const { browser } = popote.coordinator;
    const { activity } = (await browser.act("/api/activities", { title: `Semis ${part}`, programmeId, weekStartsOn: lastMonday })).json;
    const drafted = await browser.act("/api/sheets", { activityId: activity.activityId, lines: [{ memberCode: aicha.memberCode, quantityText: "1 h" }] });
    const signed = await world.earning.sign(popote.coordinator, drafted.json.toSign);
    return browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed });
  }

  it("is first slow, then stopped; refuses payments and keeps nothing of them; keeps a sheet and posts it afterwards [T6] [S14]", async () => {
    const presented: Hex = (await world.openSale(cafe, 40)).json.chargeId;
    await world.meet(cafe, presented, aicha);
    const approved = await world.approvedSale(cafe, robert, 50);
    node.holdsTransactions = true;
    const first = await fileSheet();
    expect(first.status, first.text).to.equal(202);
    expect(first.json.operation.note).to.equal(undefined);
    await inState("SLOW");
    await inState("STALLED");

    const operations = async () => (await world.stack.query("brossard", "SELECT id FROM operations WHERE act = 'redeem'")).length;
    const before = await operations();
    for (const refused of [await world.openSale(cafe, 10), await world.consent(aicha, presented), await world.signSale(cafe, approved)]) {
      expect(refused.status, refused.text).to.equal(503);
      expect(refused.json.code).to.equal("ledger-stalled");
      expect(refused.json.detail).to.match(/Rien n’a été fait/u);
    }
    expect(await operations(), "no payment waits for the ledger").to.equal(before);
    expect((await aicha.browser.get(`/api/account/charges/${presented}`)).json.status).to.equal("PRESENTED");
    expect((await cafe.browser.get(`/api/charges/${approved}`)).json.status).to.equal("CONSENTED");

    const second = await fileSheet();
    expect(second.status, second.text).to.equal(202);
    expect(second.json.operation.note).to.equal("Reçue. Sera inscrite quand le registre reprendra. Vous n’avez rien à refaire.");
    const followed = (await popote.coordinator.browser.get(`/api/operations/${second.json.operation.id}`)).json;
    expect(["accepted", "sent"]).to.include(followed.status);
    expect(followed.note).to.equal(second.json.operation.note);

    await node.release();
    for (const sheet of [first, second]) await world.settled(popote.coordinator.browser, sheet);
    await inState("OK");
    await world.pay(cafe, robert, 20);
    await world.settled(cafe.browser, await world.signSale(cafe, approved));
    const settled = await world.stack.query("brossard", "SELECT 1 FROM redemptions WHERE charge_id = $1", [approved]);
    expect(settled, "what was refused may be done again, once").to.have.length(1);
  });

  it("answers 503 in French where a page needs a ledger that does not answer, and goes on by itself", async () => {
    node.isDown = true;
    await inState("UNREACHABLE");
    const counter = await cafe.browser.get(`/api/counter?terminal=${cafe.terminal}`);
    expect(counter.status, counter.text).to.equal(503);
    expect(counter.json.code).to.equal("ledger-unreachable");
    expect((await world.openSale(cafe, 10)).json.code).to.equal("ledger-stalled");
    expect((await fileSheet().catch(() => undefined))?.status, "a signature cannot be checked").to.not.equal(202);
    expect((await aicha.browser.get("/api/account/balance")).status, "what is known is shown").to.equal(200);
    node.isDown = false;
    await inState("OK");
    await world.pay(cafe, aicha, 10);
  });

  it("is not called stalled while nothing is pending", async () => {
    await until(async () => (await world.stack.query("brossard", "SELECT 1 FROM relay_transactions WHERE status IN ('SIGNED', 'SENT')")).length === 0);
    const looks = () => node.asked.get("eth_syncing") ?? 0;
    let quiet = { height: -1, since: 0 };
    // Twenty looks without a block, one a block period, are twice as long as a stall takes.
    await until(async () => {
      const { state, asOfBlock } = await ledger();
      expect(state).to.equal("OK");
      if (asOfBlock !== quiet.height) quiet = { height: asOfBlock, since: looks() };
      return looks() - quiet.since > 20;
    });
  });
});

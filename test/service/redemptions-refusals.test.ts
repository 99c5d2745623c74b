import { expect } from "chai";
import type { Hex } from "viem";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { keptItem, openRedemptionRelay } from "../support/service/redemption-relay.ts";
import { brossard, magog } from "../support/service/test-city.ts";

describe("payments that are refused", () => {
  let world: PaymentWorld;
  let aicha: Payer;
  let robert: Payer;
  let lucie: Payer;
  let cafe: Till;
  let boulangerieTheo: Till;
  let fileHours: (hours: string, payers: readonly Payer[]) => Promise<Hex>;

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Robert", "Lucie", "Claire", "Camille", "Théo"]);
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    robert = await world.enrol(brossard, "Robert", "DEVICE");
    lucie = await world.enrol(brossard, "Lucie", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    boulangerieTheo = await world.openTill(magog, "Boulangerie Théo", "Théo");
    fileHours = await world.openSource(brossard, "La Popote roulante", "Claire");
    await fileHours("2 h", [aicha, robert]);
  });
  after(() => world.stack.stop());

  const saleAt = async (till: Till, chargeId: Hex) => (await till.browser.get(`/api/charges/${chargeId}`)).json;

  it("declines what the balance does not cover, for good: points that come later settle nothing (R1) [Q2]", async () => {
    const chargeId = await world.approvedSale(cafe, lucie, 90);
    const sale = await saleAt(cafe, chargeId);
    const signed = await world.sign(cafe.key, sale.toSign);
    const sent = await cafe.browser.act(`/api/charges/${chargeId}/terminal-signature`, { signed });
    const operation = await world.ended(cafe.browser, sent);
    expect(operation).to.deep.include({ status: "failed" });
    expect(operation.problem.title).to.equal("Refusé. Pas assez de points.");
    const declined = await saleAt(cafe, chargeId);
    expect(declined.status).to.equal("DECLINED");
    expect(declined.refusal.code).to.equal("R1");
    expect(declined.refusal.sentence, "the counter never learns the balance").not.to.match(/\d/u);

    const item = await keptItem(world.stack, brossard.slug, chargeId, signed);
    await fileHours("1 h", [lucie]);
    const before = await world.balance(lucie);
    const again = await cafe.browser.act(`/api/charges/${chargeId}/terminal-signature`, { signed });
    expect(again.json.code).to.equal("redemption-declined");
    const relay = await openRedemptionRelay(world.stack, magog.slug);
    try {
      const refusal = await relay.submit(item).then(() => undefined, (problem: unknown) => problem);
      expect(refusal, "another city's service is answered the same").to.have.nested.property("values.code", "R3");
    } finally {
      await relay.close();
    }
    expect(await world.balance(lucie)).to.equal(before);
    expect((await saleAt(cafe, chargeId)).status).to.equal("DECLINED");
  });

  it("ends with the counter's cancellation, also after the resident approved", async () => {
    const before = await world.balance(aicha);
    const chargeId = await world.approvedSale(cafe, aicha, 20);
    const { toSign } = await saleAt(cafe, chargeId);
    const cancelled = await cafe.browser.post(`/api/charges/${chargeId}/cancellation`);
    expect(cancelled.json?.status, cancelled.text).to.equal("CANCELLED");
    const late = await cafe.browser.act(`/api/charges/${chargeId}/terminal-signature`, { signed: await world.sign(cafe.key, toSign) });
    expect(late.json.code).to.equal("charge-over");
    expect((await aicha.browser.get(`/api/account/charges/${chargeId}`)).json.status).to.equal("CANCELLED");
    expect(await world.balance(aicha)).to.equal(before);
  });

  it("ends with the resident's refusal, and the counter sees it", async () => {
    const { chargeId } = (await world.openSale(cafe, 20)).json;
    await world.meet(cafe, chargeId, aicha);
    expect((await aicha.browser.post(`/api/account/charges/${chargeId}/refusal`)).status).to.equal(200);
    expect((await saleAt(cafe, chargeId)).status).to.equal("CANCELLED");
    const late = await aicha.browser.post(`/api/account/charges/${chargeId}/refusal`);
    expect(late.status).to.be.lessThan(500);
  });

  describe("in a city that the resident has not opened", () => {
    it("stop before anything of the resident reaches that city [L7]", async () => {
      const { chargeId, code } = (await world.openSale(boulangerieTheo, 50)).json;
      const messages = async () => JSON.stringify(await world.stack.query("magog", "SELECT count(*) FROM intercity_received"));
      const before = await messages();
      const refused = await world.claim(robert, code.typedCode);
      expect(refused.json.code).to.equal("city-not-opened");
      expect(refused.json.title).to.include("Magog");
      expect(await messages(), "Magog was not asked").to.equal(before);
      expect((await saleAt(boulangerieTheo, chargeId)).status).to.equal("OPEN");
    });

    it("are told to the counter that reads the resident's code, without a name (R4) [L7]", async () => {
      const { chargeId } = (await world.openSale(boulangerieTheo, 50)).json;
      const refused = await world.meet(boulangerieTheo, chargeId, robert);
      expect(refused.json.code).to.equal("points-not-opened-here");
      expect(refused.text).not.to.include("Brossard").and.not.include("Robert");
      expect((await robert.browser.get("/api/account/charges")).json.charges.some((charge: { chargeId: Hex }) => charge.chargeId === chargeId)).to.equal(false);
    });
  });

  describe("by a device key", () => {
    it("need the passkey above the cap of a charge [W11]", async () => {
      const { chargeId } = (await world.openSale(cafe, 501)).json;
      await world.meet(cafe, chargeId, robert);
      expect((await robert.browser.get(`/api/account/charges/${chargeId}`)).json.needsFull).to.equal(true);
      expect((await world.consent(robert, chargeId)).json.code).to.equal("consent-needs-full-key");
      expect((await saleAt(cafe, chargeId)).status).to.equal("MET");
    });

    it("stop at the day's cap, on the ledger even when two were approved at once (R7) [W11]", async () => {
      await world.pay(cafe, robert, 450);
      const both = [await world.approvedSale(cafe, robert, 300), await world.approvedSale(cafe, robert, 300)] as const;
      const ends = await Promise.all(both.map(async (chargeId) => world.ended(cafe.browser, await world.signSale(cafe, chargeId))));
      expect(ends.map(({ status }) => String(status)).sort()).to.deep.equal(["failed", "indexed"]);
      const sales = await Promise.all(both.map((chargeId) => saleAt(cafe, chargeId)));
      expect(sales.find(({ status }) => status === "DECLINED").refusal.code).to.equal("R7");
    });
  });

  it("need this terminal's signature: another enrolled terminal's settles nothing [Q14]", async () => {
    const before = await world.balance(aicha);
    const chargeId = await world.approvedSale(boulangerieTheo, await opened(aicha), 15);
    const foreign = await world.signSale(boulangerieTheo, chargeId, cafe.key);
    expect(foreign.json.code).to.equal("terminal-signature-refused");
    const unknown = await world.signSale(boulangerieTheo, chargeId, world.deviceOf("nobody's terminal"));
    expect(unknown.json.code).to.equal("terminal-signature-refused");
    expect((await saleAt(boulangerieTheo, chargeId)).status).to.equal("CONSENTED");
    expect(await world.balance(aicha)).to.equal(before);
    await boulangerieTheo.browser.post(`/api/charges/${chargeId}/cancellation`);
  });

  it("need the resident's own signature of this very charge [Q1]", async () => {
    const [cheap, dear] = [(await world.openSale(boulangerieTheo, 1)).json.chargeId, (await world.openSale(boulangerieTheo, 400)).json.chargeId];
    for (const chargeId of [cheap, dear]) expect((await world.meet(boulangerieTheo, chargeId, await opened(aicha))).status).to.equal(200);
    const { toSign } = (await aicha.browser.get(`/api/account/charges/${cheap}`)).json;
    const { validAfter, validBefore } = toSign.message;
    const times = { validAfter: Number(validAfter), validBefore: Number(validBefore) };
    const moved = await aicha.browser.post(`/api/account/charges/${dear}/consent`, { ...times, signed: await world.sign(aicha.key, toSign) });
    expect(moved.json.code).to.equal("consent-signature-refused");
    const forged = await aicha.browser.post(`/api/account/charges/${cheap}/consent`, { ...times, signed: await world.sign(robert.key, toSign) });
    expect(forged.json.code).to.equal("consent-signature-refused");
    const stranger = await robert.browser.post(`/api/account/charges/${cheap}/consent`, { ...times, signed: await world.sign(robert.key, toSign) });
    expect(stranger.json.code).to.equal("charge-unknown");
    expect((await saleAt(boulangerieTheo, dear)).status).to.equal("MET");
  });

  describe("by a merchant that the city suspends", () => {
    it("open no new sale, and an approved one is declined (R6)", async () => {
      const before = await world.balance(aicha);
      const approved = await world.approvedSale(boulangerieTheo, await opened(aicha), 15);
      const accreditor = await world.earning.officer(magog, "accreditor");
      const drafted = await accreditor.browser.act(`/api/institutions/${boulangerieTheo.merchant}/status`, { status: "SUSPENDED", reason: "Enquête en cours" });
      await world.earning.approve([accreditor], drafted.json.act);
      const end = await world.ended(boulangerieTheo.browser, await world.signSale(boulangerieTheo, approved));
      expect(end.status).to.equal("failed");
      const sale = await saleAt(boulangerieTheo, approved);
      expect(sale.status).to.equal("DECLINED");
      expect(sale.refusal.code).to.equal("R6");
      const fresh = await world.openSale(boulangerieTheo, 5);
      expect(fresh.json.code).to.equal("merchant-paused");
      expect(await world.balance(aicha)).to.equal(before);
    });
  });

  async function opened(payer: Payer): Promise<Payer> {
    await world.openCity(payer, magog);
    return payer;
  }
});

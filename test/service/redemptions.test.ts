import { expect } from "chai";
import type { Hex } from "viem";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

describe("payments through HTTP", () => {
  let world: PaymentWorld;
  let aicha: Payer;
  let robert: Payer;
  let lucie: Payer;
  let cafe: Till;
  let boulangerieTheo: Till;

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Robert", "Lucie", "Claire", "Camille", "Théo"]);
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    robert = await world.enrol(brossard, "Robert", "DEVICE");
    lucie = await world.enrol(magog, "Lucie", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    boulangerieTheo = await world.openTill(magog, "Boulangerie Théo", "Théo");
    const fileHours = await world.openSource(brossard, "La Popote roulante", "Claire");
    await fileHours("2 h", [aicha, robert, lucie]);
    await world.openCity(aicha, magog);
  });
  after(() => world.stack.stop());

  const saleAt = async (till: Till, chargeId: Hex) => (await till.browser.get(`/api/charges/${chargeId}`)).json;
  const chargeOf = async (payer: Payer, chargeId: Hex) => (await payer.browser.get(`/api/account/charges/${chargeId}`)).json;

  it("takes points when the resident reads the counter's code, in another city, and gives both a receipt", async () => {
    const before = await world.balance(aicha);
    const sale = (await world.openSale(boulangerieTheo, 250, "Tarte aux pommes")).json;
    expect(sale.status).to.equal("OPEN");
    const claimed = await world.claim(aicha, sale.code.typedCode);
    expect(claimed.status, claimed.text).to.equal(200);
    expect(claimed.json).to.include({
      chargeId: sale.chargeId, merchantName: "Boulangerie Théo", cityName: "Magog", points: "250", offerText: "Tarte aux pommes", status: "PRESENTED", needsFull: false,
    });
    const approved = await world.consent(aicha, sale.chargeId);
    expect(approved.json?.status, approved.text).to.equal("CONSENTED");
    expect((await saleAt(boulangerieTheo, sale.chargeId)).status).to.equal("CONSENTED");
    await world.settled(boulangerieTheo.browser, await world.signSale(boulangerieTheo, sale.chargeId));
    expect((await saleAt(boulangerieTheo, sale.chargeId)).status).to.equal("ACCEPTED");

    await until(async () => (await chargeOf(aicha, sale.chargeId)).status === "SETTLED");
    expect(await world.balance(aicha)).to.equal(before - 250n);
    const receipt = (await aicha.browser.get(`/api/account/receipts/${sale.chargeId}`)).json;
    expect(receipt).to.deep.include({ merchantName: "Boulangerie Théo", points: "250", lots: [{ cityId: brossard.id, points: "250" }], status: "SETTLED", seal: { kind: world.stack.node.isEmbedded ? "TRIAL_REGISTER" : "SEALED" } });
    expect(receipt.receiptNumber).to.equal((await saleAt(boulangerieTheo, sale.chargeId)).receiptNumber);
    expect((await robert.browser.get(`/api/account/receipts/${sale.chargeId}`)).status, "nobody else's receipt").to.equal(404);
    const [movement] = (await aicha.browser.get("/api/account/movements")).json.movements;
    expect(movement).to.include({ kind: "REDEEMED", points: "-250", chargeId: sale.chargeId });
  });

  it("takes points when the counter reads the resident's code, at home, with a device key", async () => {
    const before = await world.balance(robert);
    const chargeId = await world.approvedSale(cafe, robert, 120);
    const { charges } = (await robert.browser.get("/api/account/charges")).json;
    expect(charges.some((charge: { chargeId: Hex }) => charge.chargeId === chargeId), "answered, it waits no more").to.equal(false);
    await world.settled(cafe.browser, await world.signSale(cafe, chargeId));
    expect((await saleAt(cafe, chargeId)).status).to.equal("ACCEPTED");
    expect(await world.balance(robert)).to.equal(before - 120n);
  });

  it("refuses a counter's code the second time, whoever brings it [Q6]", async () => {
    const { code } = (await world.openSale(cafe, 10)).json;
    expect((await world.claim(robert, code.typedCode)).status).to.equal(200);
    expect((await world.claim(aicha, code.typedCode)).json.code).to.equal("code-used");
  });

  it("refuses a resident's code the second time and after its minute, and another city's look at it [Q6]", async () => {
    const shown = (await robert.browser.post("/api/account/codes")).json;
    const [first, second] = [(await world.openSale(cafe, 10)).json, (await world.openSale(cafe, 10)).json];
    expect((await cafe.browser.post(`/api/charges/${first.chargeId}/meeting`, { typedCode: shown.typedCode })).status).to.equal(200);
    const again = await cafe.browser.post(`/api/charges/${second.chargeId}/meeting`, { typedCode: shown.typedCode });
    expect(again.json.code).to.equal("code-used");
    const late = (await robert.browser.post("/api/account/codes")).json;
    expect(Date.parse(late.expiresAt) - Date.now()).to.be.at.most(120_000);
    expect(Date.parse(late.renewAt) - Date.now()).to.be.at.most(30_000);
    await world.stack.query("brossard", "UPDATE resident_codes SET expires_at = now() - interval '1 second' WHERE used_at IS NULL");
    const expired = await cafe.browser.post(`/api/charges/${second.chargeId}/meeting`, { typedCode: late.typedCode });
    expect(expired.json.code).to.equal("code-unknown");
  });

  it("gives a guesser five tries a minute [Q6]", async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess++) statuses.push((await world.claim(lucie, `M222222${String(guess + 2)}`)).status);
    expect(statuses.slice(0, 5).every((status) => status === 404 || status === 409), statuses.join()).to.equal(true);
    expect(statuses.at(-1)).to.equal(429);
  });

  it("shows codes that hold no account, key or signature, and keeps only their hashes [Q7]", async () => {
    const shown = (await robert.browser.post("/api/account/codes")).json;
    const sale = (await world.openSale(cafe, 10)).json;
    for (const text of [JSON.stringify(shown), JSON.stringify(sale.code)]) {
      for (const secret of [robert.account, robert.key.signer, robert.memberCode, cafe.merchant, cafe.key.signer, cafe.terminal, sale.chargeId]) {
        expect(text.toLowerCase()).not.to.include(secret.slice(2).toLowerCase());
      }
    }
    const other = (await robert.browser.post("/api/account/codes")).json;
    expect(other.reference).not.to.equal(shown.reference);
    expect(Buffer.from(String(shown.reference), "base64url")).to.have.length(24);
    expect(new URL(String(shown.url)).hash, "no server sees it").to.equal(`#${String(shown.reference)}`);
    const kept = await world.stack.query("brossard", "SELECT to_jsonb(c)::text AS row FROM resident_codes c UNION ALL SELECT to_jsonb(c)::text FROM charge_codes c");
    expect(JSON.stringify(kept)).not.to.include(shown.reference).and.not.include(shown.typedCode).and.not.include(sale.code.typedCode);
  });

  it("tells the counter neither who pays, nor from which city, nor whose points [O2]", async () => {
    const chargeId = await world.pay(boulangerieTheo, aicha, 30);
    const answers = [
      await boulangerieTheo.browser.get(`/api/charges/${chargeId}`),
      await boulangerieTheo.browser.get("/api/charges"),
      await boulangerieTheo.browser.get(`/api/counter?terminal=${boulangerieTheo.terminal}`),
    ];
    for (const { status, text } of answers) {
      expect(status, text).to.equal(200);
      expect(text.toLowerCase()).not.to.include(aicha.account.slice(2).toLowerCase());
      expect(text).not.to.match(/account|lots|cityId|Brossard|Aïcha|consent"/iu);
    }
  });

  it("undoes a sale whole, the same day, once, and counts the day's takings [Q10]", async () => {
    const before = await world.balance(robert);
    const takings = async () => (await cafe.browser.get("/api/charges")).json.totals;
    const start = await takings();
    const [kept, undone] = [await world.pay(cafe, robert, 40), await world.pay(cafe, robert, 60)];
    expect((await saleAt(cafe, undone)).canVoid).to.equal(true);
    await world.settled(cafe.browser, await undo(undone, cafe));
    expect((await saleAt(cafe, undone)).status).to.equal("VOIDED");
    expect(await world.balance(robert)).to.equal(before - 40n);
    expect((await chargeOf(robert, undone)).status).to.equal("VOIDED");
    const end = await takings();
    expect([end.acceptedCount - start.acceptedCount, end.voidedCount - start.voidedCount]).to.deep.equal([1, 1]);
    expect([BigInt(end.acceptedPoints) - BigInt(start.acceptedPoints), BigInt(end.voidedPoints) - BigInt(start.voidedPoints)]).to.deep.equal([40n, 60n]);

    const again = await cafe.browser.post(`/api/charges/${undone}/void/draft`, { terminal: cafe.terminal });
    expect(again.json.code).to.equal("void-refused");
    await world.stack.query("brossard", "UPDATE redemptions SET at = at - interval '1 day' WHERE charge_id = $1", [kept]);
    const nextDay = await cafe.browser.post(`/api/charges/${kept}/void/draft`, { terminal: cafe.terminal });
    expect(nextDay.json.code, "another civil day").to.equal("void-too-late");
    await world.stack.query("brossard", "UPDATE redemptions SET at = at + interval '1 day' WHERE charge_id = $1", [kept]);
  });

  it("lets only the terminal that sold undo the sale [Q10]", async () => {
    const chargeId = await world.pay(cafe, aicha, 25);
    const other = await world.enrolTerminal(cafe, "second terminal of Café des Rapides");
    const refused = await undo(chargeId, { ...cafe, ...other });
    expect(refused.json.code).to.equal("void-refused");
    expect((await saleAt(cafe, chargeId)).status).to.equal("ACCEPTED");
  });

  it("gives points back up to what was taken, to who paid, and no more [Q10]", async () => {
    const chargeId = await world.pay(cafe, aicha, 100);
    const before = await world.balance(aicha);
    await world.settled(cafe.browser, await refund(chargeId, 30));
    expect(await world.balance(aicha)).to.equal(before + 30n);
    expect(await saleAt(cafe, chargeId)).to.include({ status: "PARTLY_REFUNDED", refundedPoints: "30", canVoid: false });
    const tooMuch = await cafe.browser.post(`/api/charges/${chargeId}/refund/draft`, { points: "71", reasonCode: 1 });
    expect(tooMuch.json).to.include({ code: "refund-exceeds-charge" });
    expect(tooMuch.json.detail).to.include("70");
    await world.settled(cafe.browser, await refund(chargeId, 70));
    expect((await saleAt(cafe, chargeId)).status).to.equal("REFUNDED");
    expect(await world.balance(aicha)).to.equal(before + 100n);
    const [movement] = (await aicha.browser.get("/api/account/movements")).json.movements;
    expect(movement).to.include({ kind: "REFUNDED", points: "70", chargeId });
  });

  async function undo(chargeId: Hex, till: Till) {
    const { toSign } = (await till.browser.post(`/api/charges/${chargeId}/void/draft`, { terminal: till.terminal })).json;
    return till.browser.act(`/api/charges/${chargeId}/void`, { validBefore: Number(toSign.message.validBefore), signed: await world.sign(till.key, toSign) });
  }
  async function refund(chargeId: Hex, points: number) {
    const { toSign } = (await cafe.browser.post(`/api/charges/${chargeId}/refund/draft`, { points: String(points), reasonCode: 1 })).json;
    const { refundId, validBefore } = toSign.message;
    return cafe.browser.act(`/api/charges/${chargeId}/refund`, { refundId, points: String(points), reasonCode: 1, validBefore: Number(validBefore), signed: await world.sign(cafe.key, toSign) });
  }
});

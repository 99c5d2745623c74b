import { expect } from "chai";
import type { Hex } from "viem";
import { weekIndexAt, weekStartDate } from "../../ledger-service/src/kernel/week.ts";
import { startEarningWorld, type EarningWorld, type OrganizationActor, type ResidentActor } from "../support/service/earning-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const lastMonday = weekStartDate(weekIndexAt(new Date()) - 1);

describe("exchanges through HTTP", () => {
  let world: EarningWorld;
  /** Provides; of another city than Robert. */
  let aicha: ResidentActor;
  let robert: ResidentActor;
  let lucie: ResidentActor;
  let popote: OrganizationActor;

  before(async () => {
    world = await startEarningWorld([brossard, magog], ["Aïcha", "Robert", "Lucie", "Claire"]);
    aicha = await world.enrol(brossard, "Aïcha");
    robert = await world.enrol(magog, "Robert");
    lucie = await world.enrol(magog, "Lucie");
    popote = await world.organization(brossard, "La Popote roulante", "Claire");
    const programmeId = await world.programme(brossard, { pendingSeconds: 1 });
    await world.allot(brossard, programmeId, popote.institution, 50_000n);
    await earn(programmeId, [robert, lucie]);
  });
  after(() => world.stack.stop());

  it("moves existing points between two cities' residents on both signatures, mints nothing, tells both why [A12]", async () => {
    const exchangeId = await propose(robert, aicha, { points: "120", quantityMinutes: 120, title: "Déneiger mes marches" });
    const seen = await waitFor(aicha, exchangeId, "PROPOSED");
    expect(seen).to.include({ iAm: "PROVIDER", partnerName: "Robert", partnerCityName: "Magog", myTurn: "ACCEPT", note: "Vos points ne sont pas réservés." });
    const own = await exchangeOf(robert, exchangeId);
    expect(own.partnerName, "a name comes with its holder's acceptance [L7]").to.equal(null);
    await ok(aicha.browser.act(`/api/exchanges/${exchangeId}/acceptance`), 200);
    expect((await waitFor(robert, exchangeId, "ACCEPTED")).partnerName).to.equal("Aïcha");

    const early = await robert.browser.act(`/api/exchanges/${exchangeId}/receiver-signature`, { signed: await world.sign(robert, (await exchangeOf(aicha, exchangeId)).toSign) });
    expect(early.json.code, "the provider signs first").to.equal("exchange-not-your-turn");
    const signed = await world.sign(aicha, (await exchangeOf(aicha, exchangeId)).toSign);
    await ok(aicha.browser.act(`/api/exchanges/${exchangeId}/provider-signature`, { signed }), 200);
    const mine = await waitFor(robert, exchangeId, "PROVIDER_SIGNED");
    const before = await totals();
    const sent = await robert.browser.act(`/api/exchanges/${exchangeId}/receiver-signature`, { signed: await world.sign(robert, mine.toSign) });
    expect(sent.status, sent.text).to.equal(202);
    await world.settled(robert, sent);
    await waitFor(aicha, exchangeId, "SETTLED");
    for (const side of [aicha, robert]) {
      const proof = await side.browser.get(`/api/proofs/exchanges/${exchangeId}`);
      expect([proof.status, proof.json.kind], "both sides can prove it").to.deep.equal([200, "EXCHANGE"]);
    }
    expect(await balance(aicha)).to.equal("120");
    expect(await balance(robert)).to.equal("80");
    expect(await totals(), "zero-sum").to.deep.equal(before);
    const [movement] = (await robert.browser.get("/api/account/movements")).json.movements;
    expect(movement).to.deep.include({ kind: "EXCHANGE_OUT", points: "-120", title: "Déneiger mes marches", exchangeId });
    expect(movement.reason.partnerName).to.equal("Aïcha");

    const again = await robert.browser.act(`/api/exchanges/${exchangeId}/receiver-signature`, { signed: await world.sign(robert, mine.toSign) });
    expect(again.json.operation?.id, "confirmed twice, settled once").to.equal(sent.json.operation.id);
    expect(await balance(robert)).to.equal("80");

    const words = { rating: 5, text: "Un grand merci, Aïcha." };
    const asked = await ok(robert.browser.act(`/api/exchanges/${exchangeId}/testimonial`, words), 200);
    const given = await robert.browser.act(`/api/exchanges/${exchangeId}/testimonial`, { ...words, signed: await world.sign(robert, asked.json.toSign) });
    await world.settled(robert, given);
    // The ledger's event and the words come by two ways; the words are shown once both are there.
    await until(async () => typeof (await exchangeOf(aicha, exchangeId)).testimonials[0]?.text === "string");
    expect((await exchangeOf(aicha, exchangeId)).testimonials).to.have.length(1);
    expect((await exchangeOf(aicha, exchangeId)).testimonials[0]).to.include({ by: "PARTNER", rating: 5, text: "Un grand merci, Aïcha." });
    const repeated = await robert.browser.act(`/api/exchanges/${exchangeId}/testimonial`, words);
    expect(repeated.json.code).to.equal("testimonial-repeated");
    const onChain = await world.stack.query("brossard", "SELECT args::text AS text FROM chain_events WHERE name IN ('ExchangeSettled', 'TestimonialGiven')");
    expect(JSON.stringify(onChain)).not.to.match(/merci|marches|Robert|Aïcha/);
  });

  it("says plainly what the council's limits refuse [A12]", async () => {
    const rate = await robert.browser.act("/api/exchanges", proposal(aicha, { points: "121", quantityMinutes: 60 }));
    expect(rate.json).to.include({ status: 422, code: "exchange-rate-exceeded" });
    const pair = await robert.browser.act("/api/exchanges", proposal(aicha, { points: "601", quantityMinutes: 600 }));
    expect(pair.json.code).to.equal("exchange-pair-exceeded");
    const self = await robert.browser.act("/api/exchanges", proposal(robert, { points: "10", quantityMinutes: 60 }));
    expect(self.json.code).to.equal("exchange-with-oneself");
    const unknown = await robert.browser.act("/api/exchanges", { ...proposal(aicha, {}), partnerMemberCode: "B0000000" });
    expect(unknown.json.code).to.equal("partner-unknown");
  });

  it("refuses a confirmation without the points, and moves nothing", async () => {
    const exchangeId = await propose(lucie, robert, { points: "300", quantityMinutes: 300 });
    await ok(robert.browser.act(`/api/exchanges/${exchangeId}/acceptance`), 200);
    const toProvide = await exchangeOf(robert, exchangeId);
    await ok(robert.browser.act(`/api/exchanges/${exchangeId}/provider-signature`, { signed: await world.sign(robert, toProvide.toSign) }), 200);
    const mine = await waitFor(lucie, exchangeId, "PROVIDER_SIGNED");
    const sent = await lucie.browser.act(`/api/exchanges/${exchangeId}/receiver-signature`, { signed: await world.sign(lucie, mine.toSign) });
    expect(sent.json.code).to.equal("exchange-points-insufficient");
    expect(await balance(lucie)).to.equal("200");
  });

  it("settles nothing signed by one side, or signed by another person", async () => {
    const exchangeId = await propose(robert, aicha, { points: "10", quantityMinutes: 30 });
    await waitFor(aicha, exchangeId, "PROPOSED");
    await ok(aicha.browser.act(`/api/exchanges/${exchangeId}/acceptance`), 200);
    await waitFor(robert, exchangeId, "ACCEPTED");
    const { toSign } = await exchangeOf(aicha, exchangeId);
    const forged = await aicha.browser.act(`/api/exchanges/${exchangeId}/provider-signature`, { signed: await world.sign(robert, toSign) });
    expect(forged.json.code).to.equal("exchange-signature-refused");
    await ok(aicha.browser.act(`/api/exchanges/${exchangeId}/provider-signature`, { signed: await world.sign(aicha, toSign) }), 200);
    const mine = await waitFor(robert, exchangeId, "PROVIDER_SIGNED");
    const other = await robert.browser.act(`/api/exchanges/${exchangeId}/receiver-signature`, { signed: await world.sign(aicha, mine.toSign) });
    expect(other.json.code).to.equal("exchange-signature-refused");
    const stranger = await lucie.browser.get(`/api/exchanges/${exchangeId}`);
    expect(stranger.json.code, "others see nothing of it").to.equal("exchange-unknown");
  });

  it("lets either side say no, and tells the other", async () => {
    const exchangeId = await propose(robert, aicha, { points: "10", quantityMinutes: 30 });
    await waitFor(aicha, exchangeId, "PROPOSED");
    await ok(aicha.browser.act(`/api/exchanges/${exchangeId}/refusal`), 200);
    await waitFor(robert, exchangeId, "DECLINED");
    expect((await aicha.browser.act(`/api/exchanges/${exchangeId}/acceptance`)).json.code).to.equal("exchange-over");
  });

  function proposal(partner: ResidentActor, change: object) {
    return { partnerMemberCode: partner.memberCode, iAm: "RECEIVER", title: "Coup de main", description: "", points: "60", quantityMinutes: 60, kind: "SERVICE", ...change };
  }
  async function propose(by: ResidentActor, partner: ResidentActor, change: object): Promise<Hex> {
    const answer = await ok(by.browser.act("/api/exchanges", proposal(partner, change)), 201);
    return answer.json.exchange.exchangeId;
  }
  async function ok(answer: ReturnType<ResidentActor["browser"]["act"]>, status: number) {
    const given = await answer;
    expect(given.status, given.text).to.equal(status);
    return given;
  }
  async function exchangeOf(resident: ResidentActor, exchangeId: Hex) {
    return (await resident.browser.get(`/api/exchanges/${exchangeId}`)).json.exchange;
  }
  async function waitFor(resident: ResidentActor, exchangeId: Hex, status: string) {
    await until(async () => (await exchangeOf(resident, exchangeId))?.status === status);
    return exchangeOf(resident, exchangeId);
  }
  async function balance(resident: ResidentActor): Promise<string> {
    return (await resident.browser.get("/api/account/balance")).json.totalPoints;
  }
  async function totals() {
    return world.stack.query("brossard", "SELECT sum(points)::text AS points FROM balances");
  }
  async function earn(programmeId: Hex, residents: readonly ResidentActor[]): Promise<void> {
    const { browser } = popote.coordinator;
    const activity = await browser.act("/api/activities", { title: "Livraison", programmeId, weekStartsOn: lastMonday });
    const lines = residents.map(({ memberCode }) => ({ memberCode, quantityText: "2 h" }));
    const drafted = await browser.act("/api/sheets", { activityId: activity.json.activity.activityId, lines });
    const signed = await world.sign(popote.coordinator, drafted.json.toSign);
    await world.settled(popote.coordinator, await browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed }));
    await until(async () => (await Promise.all(residents.map(balance))).every((points) => points === "200"));
    // Brossard, whose books are compared below, indexes at its own pace.
    await until(async () => (await totals())[0]?.["points"] === String(200 * residents.length));
  }
});

import { expect } from "chai";
import { CouncilWorld } from "../support/service/council-world.ts";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { brossard, delson, magog, wendake } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const PAUSE_SECONDS = 72 * 3_600;

describe("the emergency pause through HTTP", function () {
  this.timeout(300_000);
  let world: PaymentWorld;
  let council: CouncilWorld;
  let aicha: Payer;
  let cafe: Till;

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Claire", "Camille"], { alsoFounded: [delson, wendake] });
    council = new CouncilWorld(world.stack);
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    await (await world.openSource(brossard, "La Popote roulante", "Claire"))("1 h 30", [aicha]);
  });
  after(() => world.stack.stop());

  const pauseSeenAt = async (city: typeof brossard) => (await (await world.earning.officer(city, "delegate")).browser.get("/api/council/pause")).json;

  async function ask(city: typeof brossard): Promise<void> {
    const officer = await world.earning.officer(city, "delegate");
    const drafted = await officer.browser.act("/api/council/pause-requests");
    expect(drafted.status, drafted.text).to.equal(201);
    await world.earning.approve([officer], drafted.json.act);
  }

  it("stops payments once three cities ask, says so in French, and ends by itself", async () => {
    await world.pay(cafe, aicha, 10);
    expect(await pauseSeenAt(brossard)).to.include({ isPaused: false, mayBeRequested: true, hasAsked: false });
    await ask(brossard);
    await ask(magog);
    await until(async () => (await pauseSeenAt(brossard)).requests.length === 2);
    expect(await pauseSeenAt(brossard)).to.include({ isPaused: false, mayBeRequested: false, hasAsked: true });
    await world.pay(cafe, aicha, 10);

    await council.requestPause(delson);
    await until(async () => (await pauseSeenAt(magog)).past.length === 1);
    expect(await pauseSeenAt(magog)).to.include({ isPaused: true, mayBeRequested: false });
    const chargeId = await world.approvedSale(cafe, aicha, 10);
    const refused = await world.signSale(cafe, chargeId);
    expect(refused.json.code, refused.text).to.equal("ledger-paused");
    expect(refused.json.title).to.match(/pause/i);
    await until(async () => (await world.stack.browserAt("magog").get("/api/public/registry")).json.pausedUntil !== null);

    await council.advance(PAUSE_SECONDS + 5);
    expect(await pauseSeenAt(magog)).to.include({ isPaused: false, mayBeRequested: false });
    await until(async () => (await world.stack.browserAt("magog").get("/api/public/registry")).json.pausedUntil === null);
    const again = await (await world.earning.officer(brossard, "delegate")).browser.act("/api/council/pause-requests");
    const officer = await world.earning.officer(brossard, "delegate");
    const sent = await officer.browser.act(`/api/acts/${again.json.act.id}/approvals`, { signed: await world.earning.sign(officer, again.json.act.toSign) });
    expect(sent.json.code, "not twice without a ballot").to.be.oneOf(["pause-spent", "act-expired"]);
  });
});

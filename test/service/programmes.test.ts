import { expect } from "chai";
import { keccak256, stringToBytes, type Hex } from "viem";
import { startEarningWorld, type EarningWorld } from "../support/service/earning-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const text = "Le conseil adopte le programme d’entraide, avec un budget de 5 000 points.";
const opening = {
  title: "Entraide",
  resolution: { year: 2026, number: 31, documentText: text },
  unit: "MINUTE",
  rate: { points: 100, quantity: 60 },
  budgetPoints: "5000",
  weeklyCeilingPoints: "1000",
  startsAt: "2026-01-01T05:00:00.000Z",
  endsAt: "2027-01-01T05:00:00.000Z",
  pendingSeconds: 120,
};

describe("programmes through HTTP", () => {
  let world: EarningWorld;

  before(async () => {
    world = await startEarningWorld([brossard, magog], ["Aïcha"]);
  });
  after(() => world.stack.stop());

  it("opens on two officers' signatures only, under its resolution, and shows it to anyone [A4]", async () => {
    const first = await world.officer(brossard, "programmer");
    const second = await world.officer(brossard, "second programmer");
    const drafted = await first.browser.act("/api/programmes", opening);
    expect(drafted.status, drafted.text).to.equal(201);
    const { act } = drafted.json;
    expect(act).to.include({ needed: 2, kind: "ProgrammeOpening" });
    const half = await first.browser.act(`/api/acts/${act.id}/approvals`, { signed: await world.sign(first, act.toSign) });
    expect(half.json.operation, "one officer where two are needed").to.equal(undefined);
    const twice = await first.browser.act(`/api/acts/${act.id}/approvals`, { signed: await world.sign(first, act.toSign) });
    expect(twice.json.code).to.equal("act-second-person-needed");
    expect((await list()).length).to.equal(0);
    await world.approve([second], act);
    const [programme] = await list();
    expect(programme).to.deep.include({ title: "Entraide", budgetPoints: "5000", reservedPoints: "0", issuedPoints: "0", isTrial: true, status: "OPEN" });
    expect(programme.resolution).to.deep.equal({ year: 2026, number: 31, label: "2026-031", documentHash: keccak256(stringToBytes(text)) });
    const visitor = world.stack.browserAt("brossard");
    const { resolutions } = (await visitor.get(`/api/programmes/${programme.programmeId}/resolutions`)).json;
    expect(resolutions).to.deep.include({ resolution: programme.resolution, budgetPoints: "5000", documentText: text });
  });

  it("keeps an officer of another city and other powers away", async () => {
    const stranger = await world.officer(magog, "programmer");
    const { programmeId } = await opened(32);
    await until(async () => (await world.stack.query("magog", "SELECT 1 FROM programmes WHERE programme_id = $1", [programmeId])).length === 1);
    const raise = await stranger.browser.act(`/api/programmes/${programmeId}/raise`, { resolution: { year: 2026, number: 40, documentText: text }, budgetPoints: "9000" });
    expect(raise.json).to.include({ status: 404, code: "programme-unknown" });
    const treasurer = await world.officer(brossard, "treasurer");
    expect((await treasurer.browser.act("/api/programmes", opening)).status).to.equal(403);
    expect((await world.stack.browserAt("brossard").get(`/api/programmes/${programmeId}/allotments`)).status).to.equal(401);
  });

  it("raises a budget under a later resolution, never lowers it", async () => {
    const programme = await opened(33);
    const first = await world.officer(brossard, "programmer");
    const raise = (number: number, budgetPoints: string) =>
      first.browser.act(`/api/programmes/${programme.programmeId}/raise`, { resolution: { year: 2026, number, documentText: `${text} (${number})` }, budgetPoints });
    expect((await raise(50, "4000")).json).to.deep.include({ code: "budget-not-raised", values: { current: "5000" } });
    const drafted = await raise(50, "6000");
    expect(drafted.json.act.needed).to.equal(2);
    await world.approve([first, await world.officer(brossard, "second programmer")], drafted.json.act);
    expect(await programmeOf(programme.programmeId)).to.deep.include({ budgetPoints: "6000", revision: 1 });
    const stale = await raise(34, "7000");
    expect(stale.status).to.equal(201);
    const second = await world.officer(brossard, "second programmer");
    await first.browser.act(`/api/acts/${stale.json.act.id}/approvals`, { signed: await world.sign(first, stale.json.act.toSign) });
    const earlier = await second.browser.act(`/api/acts/${stale.json.act.id}/approvals`, { signed: await world.sign(second, stale.json.act.toSign) });
    expect(earlier.json.code, "an earlier resolution raises nothing").to.equal("programme-terms-refused");
  });

  it("closes to new sheets on one officer's signature", async () => {
    const programme = await opened(36);
    const officer = await world.officer(brossard, "programmer");
    const drafted = await officer.browser.act(`/api/programmes/${programme.programmeId}/closing`);
    await world.approve([officer], drafted.json.act);
    expect((await programmeOf(programme.programmeId)).status).to.equal("CLOSED");
    const again = await officer.browser.act(`/api/programmes/${programme.programmeId}/closing`);
    expect(again.json.code).to.equal("programme-closed");
  });

  it("refuses a text that is not its fingerprint's, a missing text and an end before the beginning", async () => {
    const officer = await world.officer(brossard, "programmer");
    const other: Hex = `0x${"1".repeat(64)}`;
    const ask = (change: object) => officer.browser.act("/api/programmes", { ...opening, ...change });
    expect((await ask({ resolution: { year: 2026, number: 60, documentText: text, documentHash: other } })).json.code).to.equal("resolution-document-differs");
    expect((await ask({ resolution: { year: 2026, number: 60 } })).json.code).to.equal("resolution-document-missing");
    expect((await ask({ endsAt: opening.startsAt })).json.code).to.equal("programme-terms-refused");
    expect((await ask({ budgetPoints: "0" })).json).to.include({ status: 400, code: "input-refused" });
  });

  async function opened(number: number) {
    const officers = [await world.officer(brossard, "programmer"), await world.officer(brossard, "second programmer")] as const;
    const drafted = await officers[0].browser.act("/api/programmes", { ...opening, resolution: { year: 2026, number, documentText: text } });
    await world.approve(officers, drafted.json.act);
    const found = (await list()).find((programme: { resolution: { number: number } }) => programme.resolution.number === number);
    expect(found).not.to.equal(undefined);
    return found;
  }
  async function list() {
    return (await world.stack.browserAt("brossard").get("/api/programmes")).json.programmes;
  }
  async function programmeOf(programmeId: Hex) {
    return (await list()).find((programme: { programmeId: Hex }) => programme.programmeId === programmeId);
  }
});

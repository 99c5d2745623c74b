import { expect } from "chai";
import type { Hex } from "viem";
import { weekIndexAt, weekStartDate } from "../../ledger-service/src/kernel/week.ts";
import { startEarningWorld, type Actor, type EarningWorld, type OrganizationActor, type ResidentActor } from "../support/service/earning-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const lastMonday = weekStartDate(weekIndexAt(new Date()) - 1);

describe("disputes through HTTP", () => {
  let world: EarningWorld;
  let aicha: ResidentActor;
  let robert: ResidentActor;
  let popote: OrganizationActor;
  /** A window that no test lives through, and one that ends at once. */
  let longProgramme: Hex;
  let shortProgramme: Hex;

  before(async () => {
    world = await startEarningWorld([brossard, magog], ["Aïcha", "Robert", "Claire"]);
    aicha = await world.enrol(brossard, "Aïcha");
    robert = await world.enrol(magog, "Robert");
    popote = await world.organization(brossard, "La Popote roulante", "Claire");
    longProgramme = await world.programme(brossard, { title: "Bénévolat", number: 14, pendingSeconds: 1_209_600 });
    shortProgramme = await world.programme(brossard, { title: "Bénévolat, essai", number: 15, pendingSeconds: 1 });
    await world.allot(brossard, longProgramme, popote.institution, 50_000n);
    await world.allot(brossard, shortProgramme, popote.institution, 50_000n);
  });
  after(() => world.stack.stop());

  it("lets a volunteer of another city contest in time: request, officer's act, decision [A1][A6]", async () => {
    const sheetId = await file(longProgramme, [aicha, robert]);
    await told(robert, sheetId);
    const line = await lineOf(robert, sheetId);
    expect(line).to.include({ canContest: true, status: "PENDING" });
    const asked = await robert.browser.act(`/api/account/pending-lines/${sheetId}/${line["index"]}/contest`, { reasonCode: 1, explanation: "Une heure de trop." });
    expect(asked.status, asked.text).to.equal(201);
    expect((await robert.browser.act(`/api/account/pending-lines/${sheetId}/${line["index"]}/contest`, { reasonCode: 1 })).json.code).to.equal("contest-exists");

    const deskOfMagog = await world.officer(magog, "programmer");
    const { requests } = (await deskOfMagog.browser.get("/api/disputes")).json;
    expect(requests[0]).to.include({ residentName: "Robert", explanation: "Une heure de trop.", sheetId });
    const drafted = await deskOfMagog.browser.act(`/api/disputes/requests/${requests[0].requestId}/act`);
    expect(drafted.status, drafted.text).to.equal(201);
    await world.approve([deskOfMagog], drafted.json.act);
    expect((await lineOf(robert, sheetId))["contest"]).to.include({ status: "OPENED" });

    const deskOfBrossard = await world.officer(brossard, "programmer");
    await until(async () => (await deskOfBrossard.browser.get("/api/disputes")).json.disputes.length === 1);
    const [dispute] = (await deskOfBrossard.browser.get("/api/disputes")).json.disputes;
    expect(dispute).to.include({ sheetId, by: "RESIDENT_CITY", byCityName: "Magog", canDecide: true, quantity: 60 });
    expect(JSON.stringify(dispute)).not.to.include("Robert");
    const decided = await deskOfBrossard.browser.act(`/api/disputes/${sheetId}/${dispute.index}/decision`, { struck: true, reasonCode: 8 });
    expect(decided.status, decided.text).to.equal(201);
    await world.approve([deskOfBrossard], decided.json.act);
    await until(async () => (await lineOf(robert, sheetId))["status"] === "STRUCK");
    const notices = (await robert.browser.get("/api/notices")).json.notices;
    expect(notices.map((notice: { kind: string }) => notice.kind)).to.include.members(["LINE_DISPUTED", "LINE_STRUCK"]);
    // Correcting a pending line touches no balance [C6].
    expect((await robert.browser.get("/api/account/balance")).json.totalPoints).to.equal("0");
  });

  it("refuses a contest of a line that is another person's, or after the window", async () => {
    const sheetId = await file(shortProgramme, [aicha, robert]);
    await told(aicha, sheetId);
    const { index } = await lineOf(aicha, sheetId);
    const stranger = await robert.browser.act(`/api/account/pending-lines/${sheetId}/${index}/contest`, { reasonCode: 1 });
    expect(stranger.json.code).to.equal("line-unknown");
    await until(async () => (await lineOf(aicha, sheetId))["status"] === "POSTED");
    const late = await aicha.browser.act(`/api/account/pending-lines/${sheetId}/${index}/contest`, { reasonCode: 1 });
    expect(late.json.code).to.equal("window-over");
  });

  it("keeps another city's officers and one officer without the power away from the decision", async () => {
    const sheetId = await file(longProgramme, [aicha]);
    const deskOfMagog = await world.officer(magog, "programmer");
    await until(async () => (await world.stack.query("magog", "SELECT 1 FROM sheets WHERE sheet_id = $1", [sheetId])).length === 1);
    const strike = await deskOfMagog.browser.act(`/api/sheets/${sheetId}/strike`, { reasonCode: 6 });
    expect(strike.json.code).to.equal("sheet-unknown");
    const treasurer = await world.officer(brossard, "treasurer");
    expect((await treasurer.browser.get("/api/disputes")).status).to.equal(403);
  });

  it("takes back a whole sheet by its coordinator: pending lines fall, the reserve returns to the point [A7]", async () => {
    const sheetId = await file(longProgramme, [aicha, robert]);
    const before = await programme(longProgramme);
    const asked = await popote.coordinator.browser.act(`/api/sheets/${sheetId}/revocation`, { reasonCode: 6 });
    expect(asked.status, asked.text).to.equal(200);
    const signed = await world.sign(popote.coordinator, asked.json.toSign);
    const sent = await popote.coordinator.browser.act(`/api/sheets/${sheetId}/revocation`, {
      reasonCode: 6, validBefore: asked.json.toSign.message.validBefore, signed,
    });
    expect(sent.status, sent.text).to.equal(202);
    await world.settled(popote.coordinator, sent);
    const sheet = (await popote.coordinator.browser.get(`/api/sheets/${sheetId}`)).json;
    expect(sheet).to.deep.include({ status: "REVOKED", counts: { open: 0, posted: 0, disputed: 0, struck: 2 } });
    expect(BigInt(before.reservedPoints) - BigInt((await programme(longProgramme)).reservedPoints)).to.equal(200n);
    await told(robert, sheetId);
    await until(async () => (await lineOf(robert, sheetId))["status"] === "STRUCK");
  });

  it("leaves posted lines posted when the sheet is revoked afterwards [A7][C6]", async () => {
    const sheetId = await file(shortProgramme, [aicha]);
    await until(async () => (await popote.coordinator.browser.get(`/api/sheets/${sheetId}`)).json.status === "FINISHED");
    // A window of one second may be over before the line is handed to its volunteer.
    await told(aicha, sheetId);
    const balance = (await aicha.browser.get("/api/account/balance")).json.totalPoints;
    const asked = await popote.coordinator.browser.act(`/api/sheets/${sheetId}/revocation`, { reasonCode: 6 });
    const signed = await world.sign(popote.coordinator, asked.json.toSign);
    const sent = await popote.coordinator.browser.act(`/api/sheets/${sheetId}/revocation`, {
      reasonCode: 6, validBefore: asked.json.toSign.message.validBefore, signed,
    });
    await world.settled(popote.coordinator, sent);
    expect((await aicha.browser.get("/api/account/balance")).json.totalPoints).to.equal(balance);
    expect((await lineOf(aicha, sheetId))["status"]).to.equal("POSTED");
  });

  it("lets the institution question its own line, once", async () => {
    const sheetId = await file(longProgramme, [aicha]);
    const dispute = (body: object) => popote.coordinator.browser.act(`/api/sheets/${sheetId}/lines/0/dispute`, body);
    const asked = await dispute({ reasonCode: 1 });
    const signed = await world.sign(popote.coordinator, asked.json.toSign);
    await world.settled(popote.coordinator, await dispute({ reasonCode: 1, validBefore: asked.json.toSign.message.validBefore, signed }));
    const sheet = (await popote.coordinator.browser.get(`/api/sheets/${sheetId}`)).json;
    expect(sheet.lines[0]).to.include({ status: "DISPUTED", reason: "La quantité n’est pas la bonne" });
    expect(sheet.lines[0].dispute).to.include({ by: "INSTITUTION", round: 1 });
  });

  let part = 0;
  async function file(programmeId: Hex, volunteers: readonly ResidentActor[]): Promise<Hex> {
    const { browser } = popote.coordinator;
    const activity = await browser.act("/api/activities", { title: `Repas ${(part += 1)}`, programmeId, weekStartsOn: lastMonday });
    const lines = volunteers.map(({ memberCode }) => ({ memberCode, quantityText: "1 h" }));
    const drafted = await browser.act("/api/sheets", { activityId: activity.json.activity.activityId, lines });
    expect(drafted.status, drafted.text).to.equal(201);
    const signed = await world.sign(popote.coordinator, drafted.json.toSign);
    await world.settled(popote.coordinator, await browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed }));
    return drafted.json.sheetId;
  }
  async function lineOf(resident: Actor, sheetId: Hex): Promise<Record<string, string>> {
    const { lines } = (await resident.browser.get("/api/account/pending-lines")).json;
    return lines.find((line: { sheetId: Hex }) => line.sheetId === sheetId) ?? {};
  }
  async function told(resident: Actor, sheetId: Hex): Promise<void> {
    await until(async () => (await lineOf(resident, sheetId))["status"] !== undefined);
  }
  async function programme(programmeId: Hex) {
    const { programmes } = (await popote.coordinator.browser.get("/api/programmes")).json;
    return programmes.find((candidate: { programmeId: Hex }) => candidate.programmeId === programmeId);
  }
});

import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { Hex } from "viem";
import { lineLeaf } from "../../ledger-service/src/kernel/merkle-line-tree.ts";
import { weekIndexAt, weekStartDate } from "../../ledger-service/src/kernel/week.ts";
import { startEarningWorld, type Actor, type EarningWorld, type OrganizationActor, type ResidentActor } from "../support/service/earning-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const lastMonday = weekStartDate(weekIndexAt(new Date()) - 1);
const zeroSalt: Hex = `0x${"0".repeat(64)}`;

describe("sheets refused through HTTP", () => {
  let world: EarningWorld;
  let aicha: ResidentActor;
  let robert: ResidentActor;
  let popote: OrganizationActor;
  let denis: Actor;
  let programmeId: Hex;

  before(async () => {
    world = await startEarningWorld([brossard, magog], ["Aïcha", "Robert", "Claire", "Denis"]);
    aicha = await world.enrol(brossard, "Aïcha");
    robert = await world.enrol(magog, "Robert");
    popote = await world.organization(brossard, "La Popote roulante", "Claire");
    denis = await world.coordinatorOf(brossard, popote.institution, "Denis");
    programmeId = await world.programme(brossard, { pendingSeconds: 1_209_600 });
    await world.allot(brossard, programmeId, popote.institution, 50_000n);
  });
  after(() => world.stack.stop());

  it("is one sheet for a double click, a retry and a second coordinator [A1]", async () => {
    const activityId = await activity();
    const lines = [{ memberCode: aicha.memberCode, quantityText: "2 h" }];
    const [mine, his] = await Promise.all([draft(popote.coordinator, activityId, lines), draft(popote.coordinator, activityId, lines)]);
    const second = await draft(denis, activityId, lines);
    expect(new Set([mine.json.draftId, his.json.draftId, second.json.draftId]).size).to.equal(1);
    expect(second.json.toSign.message.linesRoot).to.equal(mine.json.toSign.message.linesRoot);
    const signed = await world.sign(popote.coordinator, second.json.toSign);
    const path = `/api/sheets/${mine.json.draftId}/signature`;
    const clicks = await Promise.all([popote.coordinator.browser.act(path, { signed }), popote.coordinator.browser.act(path, { signed })]);
    const bySecond = await denis.browser.act(path, { signed: await world.sign(denis, second.json.toSign) });
    const operations = [...clicks, bySecond].map((answer) => answer.json.operation?.id);
    expect(new Set(operations).size, JSON.stringify(operations)).to.equal(1);
    await world.settled(popote.coordinator, clicks[0]);
    const later = await denis.browser.act(path, { signed: await world.sign(denis, second.json.toSign) });
    expect(later.json.operation.id).to.equal(operations[0]);
    expect(await filedCount(activityId)).to.equal(1);
  });

  it("answers an Idempotency-Key again, and refuses it with another body [Q5]", async () => {
    const key = randomUUID();
    const body = { title: "Jardin partagé", programmeId, weekStartsOn: lastMonday };
    const first = await popote.coordinator.browser.act("/api/activities", body, key);
    const again = await popote.coordinator.browser.act("/api/activities", body, key);
    expect(again.json).to.deep.equal(first.json);
    const other = await popote.coordinator.browser.act("/api/activities", { ...body, title: "Autre chose" }, key);
    expect(other.json).to.include({ status: 409, code: "idempotency-key-reused" });
  });

  it("refuses other lines for a sheet already filed, and takes them as another part", async () => {
    const activityId = await activity();
    await file(activityId, [{ memberCode: aicha.memberCode, quantityText: "1 h" }]);
    const other = await draft(popote.coordinator, activityId, [{ memberCode: aicha.memberCode, quantityText: "1 h 15" }]);
    expect(other.json).to.include({ status: 409, code: "sheet-differs" });
    const part = await popote.coordinator.browser.act("/api/sheets", { activityId, part: 1, lines: [{ memberCode: robert.memberCode, quantityText: "1 h" }] });
    expect(part.status, part.text).to.equal(201);
  });

  it("refuses a repeated person, a faulty line and its own coordinator, line by line [A2]", async () => {
    const claire = await world.enrol(brossard, "Claire");
    const answer = await draft(popote.coordinator, await activity(), [
      { memberCode: aicha.memberCode, quantityText: "1 h" },
      { memberCode: aicha.memberCode, quantityText: "2 h" },
      { memberCode: claire.memberCode, quantityText: "1 h" },
      { memberCode: robert.memberCode, quantityText: "13 h" },
    ]);
    expect(answer.json).to.include({ status: 422, code: "sheet-has-errors" });
    expect(answer.json.errors.map((fault: { path: string; code: string }) => `${fault.path} ${fault.code}`)).to.deep.equal([
      "lines.1 line-repeated", "lines.2 signer-on-sheet", "lines.3 quantity-too-large",
    ]);
  });

  it("refuses a signature by a key that was not appointed, and another organization's draft", async () => {
    const drafted = await draft(popote.coordinator, await activity(), [{ memberCode: aicha.memberCode, quantityText: "1 h" }]);
    const stranger = await world.sign(aicha, drafted.json.toSign);
    const refused = await popote.coordinator.browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed: stranger });
    expect(refused.json).to.include({ status: 403, code: "sheet-signature-refused" });
    const resident = await aicha.browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed: stranger });
    expect(resident.status).to.equal(403);
  });

  it("refuses one point over the budget and over the allotment, and lets one of two racing sheets have the last points [A4]", async () => {
    const small = await world.programme(brossard, { title: "Petit budget", number: 20, budgetPoints: 300n, pendingSeconds: 1_209_600 });
    await world.allot(brossard, small, popote.institution, 10_000n);
    const over = await signedDraft(await activity(small), [{ memberCode: aicha.memberCode, quantityText: "3 h 15" }]);
    expect(over.json).to.include({ status: 409, code: "budget-exceeded" });
    expect(over.json.values).to.deep.include({ remainingPoints: "300", neededPoints: "325" });

    const drafts = [];
    for (const _racer of [0, 1]) {
      const drafted = await draft(popote.coordinator, await activity(small), [{ memberCode: aicha.memberCode, quantityText: "3 h" }]);
      drafts.push({ path: `/api/sheets/${drafted.json.draftId}/signature`, signed: await world.sign(popote.coordinator, drafted.json.toSign) });
    }
    const sent = await Promise.all(drafts.map(({ path, signed }) => popote.coordinator.browser.act(path, { signed })));
    const outcomes = await Promise.all(sent.map((answer) => world.settled(popote.coordinator, answer).then(() => "filed", () => "refused")));
    expect(outcomes.sort()).to.deep.equal(["filed", "refused"]);
    const rows = await world.stack.query("brossard", "SELECT reserved_points::text AS reserved, issued_points::text AS issued FROM programmes WHERE programme_id = $1", [small]);
    expect(rows).to.deep.equal([{ reserved: "300", issued: "0" }]);

    const shared = await world.programme(brossard, { title: "Part petite", number: 21, pendingSeconds: 1_209_600 });
    await world.allot(brossard, shared, popote.institution, 99n);
    const overShare = await signedDraft(await activity(shared), [{ memberCode: aicha.memberCode, quantityText: "1 h" }]);
    expect(overShare.json.code).to.equal("allotment-exceeded");
  });

  it("refuses a week to come, a day that is no Monday and a week outside the programme", async () => {
    const future = weekStartDate(weekIndexAt(new Date()) + 1);
    const create = (weekStartsOn: string) => popote.coordinator.browser.act("/api/activities", { title: "Activité", programmeId, weekStartsOn });
    expect((await create(future)).json.code).to.equal("activity-week-refused");
    const tuesday = new Date(Date.parse(lastMonday) + 86_400_000).toISOString().slice(0, 10);
    expect((await create(tuesday)).json.code).to.equal("activity-week-refused");
    expect((await create(weekStartDate(weekIndexAt(new Date()) - 8))).json.code).to.equal("programme-week-outside");
  });

  it("posts no minute above forty hours a week, and says so on the line [A3]", async () => {
    const quick = await world.programme(brossard, { title: "Essai", number: 22, pendingSeconds: 1 });
    await world.allot(brossard, quick, popote.institution, 50_000n);
    const sheetIds: Hex[] = [];
    for (const _day of [0, 1, 2, 3]) {
      sheetIds.push(await file(await activity(quick), [{ memberCode: robert.memberCode, quantityText: "12 h" }]));
    }
    await until(async () => {
      const rows = await world.stack.query("brossard", "SELECT count(*)::int AS count FROM sheets WHERE sheet_id = ANY ($1) AND status = 2", [sheetIds]);
      return rows[0]?.["count"] === 4;
    });
    await until(async () => (await robert.browser.get("/api/account/balance")).json.totalPoints === "4000");
    const sheets = await Promise.all(sheetIds.map(async (sheetId) => (await popote.coordinator.browser.get(`/api/sheets/${sheetId}`)).json));
    const cut = sheets.filter((sheet) => sheet.lines[0].reason !== null);
    expect(cut).to.have.length(1);
    expect(cut[0].lines[0]).to.include({ status: "POSTED", points: "400" });
    expect(cut[0].lines[0].reason).to.include("plafond de la semaine");
    // The home city saw the excess too, and left it to its desk.
    const desk = await world.officer(magog, "programmer");
    const requests = () => world.stack.query("magog", "SELECT source, reason_code FROM contest_requests");
    await until(async () => (await requests()).length > 0);
    expect(await requests()).to.deep.equal([{ source: "SERVICE", reason_code: 10 }]);
    expect((await desk.browser.get("/api/disputes")).status).to.equal(200);
  });

  it("puts on the chain nothing by which a pending line could be guessed: salted roots, minutes and week only [X2][X5]", async () => {
    const activityId = await activity();
    const sheetId = await file(activityId, [{ memberCode: aicha.memberCode, quantityText: "1 h 45" }]);
    const eventsAtMagog = () => world.stack.query("magog", "SELECT name, args::text AS text FROM chain_events");
    const filingIn = (rows: Record<string, unknown>[]) => rows.find(({ name, text }) => name === "SheetFiled" && String(text).includes(sheetId));
    // Another city indexes at its own pace.
    await until(async () => filingIn(await eventsAtMagog()) !== undefined);
    const events = await eventsAtMagog();
    const filed = filingIn(events);
    const root = /"linesRoot":\s*"(0x[0-9a-f]{64})"/.exec(String(filed?.["text"]))?.[1];
    const knownSalts = events.filter(({ name }) => name === "LinePosted").flatMap(({ text }) => String(text).match(/0x[0-9a-f]{64}/g) ?? []);
    // A sheet of one line has its leaf for root: try every resident, quantity and salt that the chain has shown.
    const matches = [aicha, robert].flatMap(({ account }) =>
      Array.from({ length: 48 }, (_unused, quarter) => BigInt((quarter + 1) * 15)).flatMap((quantity) =>
        [zeroSalt, sheetId, activityId, ...knownSalts.map((salt) => salt as Hex)].filter((salt) => lineLeaf(sheetId, { index: 0, account, quantity, salt }) === root),
      ),
    );
    expect(matches).to.deep.equal([]);
    const everything = events.map(({ text }) => String(text)).join("\n");
    expect(everything).not.to.include(Buffer.from("Livraison de repas").toString("hex"));
    expect(everything).not.to.match(/Livraison|Popote|Aïcha|Robert|Claire/);
  });

  async function activity(programme: Hex = programmeId): Promise<Hex> {
    const answer = await popote.coordinator.browser.act("/api/activities", { title: "Livraison de repas", programmeId: programme, weekStartsOn: lastMonday, place: "12, rue du Marché" });
    expect(answer.status, answer.text).to.equal(201);
    return answer.json.activity.activityId;
  }
  function draft(by: Actor, activityId: Hex, lines: readonly object[]) {
    return by.browser.act("/api/sheets", { activityId, lines });
  }
  async function signedDraft(activityId: Hex, lines: readonly object[]) {
    const drafted = await draft(popote.coordinator, activityId, lines);
    expect(drafted.status, drafted.text).to.equal(201);
    const signed = await world.sign(popote.coordinator, drafted.json.toSign);
    return popote.coordinator.browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed });
  }
  async function file(activityId: Hex, lines: readonly object[]): Promise<Hex> {
    const sent = await signedDraft(activityId, lines);
    expect(sent.status, sent.text).to.equal(202);
    const { sheetId } = await world.settled(popote.coordinator, sent);
    return sheetId as Hex;
  }
  async function filedCount(activityId: Hex): Promise<number> {
    const rows = await world.stack.query("brossard", "SELECT count(*)::int AS count FROM sheets WHERE activity_id = $1", [activityId]);
    return Number(rows[0]?.["count"]);
  }
});

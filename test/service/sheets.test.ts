import { expect } from "chai";
import type { Hex } from "viem";
import { weekIndexAt, weekStartDate } from "../../ledger-service/src/kernel/week.ts";
import { startEarningWorld, type Actor, type EarningWorld, type OrganizationActor, type ResidentActor } from "../support/service/earning-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

/** Last week's Monday: never in the future, wherever in the week the test runs. */
const lastMonday = weekStartDate(weekIndexAt(new Date()) - 1);

describe("sheets through HTTP", () => {
  let world: EarningWorld;
  let aicha: ResidentActor;
  let robert: ResidentActor;
  let popote: OrganizationActor;
  let programmeId: Hex;

  before(async () => {
    world = await startEarningWorld([brossard, magog], ["Aïcha", "Robert", "Claire", "Denis"]);
    aicha = await world.enrol(brossard, "Aïcha");
    robert = await world.enrol(magog, "Robert");
    popote = await world.organization(brossard, "La Popote roulante", "Claire");
    programmeId = await world.programme(brossard, {});
    await world.allot(brossard, programmeId, popote.institution, 50_000n);
  });
  after(() => world.stack.stop());

  async function activity(of: Actor = popote.coordinator, programme = programmeId): Promise<Hex> {
    const answer = await of.browser.act("/api/activities", { title: "Livraison de repas", programmeId: programme, weekStartsOn: lastMonday });
    expect(answer.status, answer.text).to.equal(201);
    return answer.json.activity.activityId;
  }

  it("checks lines in place: codes of two cities, quarter-hours, one same refusal for unknown codes", async () => {
    const activityId = await activity();
    const answer = await popote.coordinator.browser.post("/api/sheets/check", {
      activityId,
      lines: [
        { memberCode: aicha.memberCode, quantityText: "2 h 30" },
        { memberCode: robert.memberCode.toLowerCase(), quantityText: "2,5" },
        { memberCode: "B00000000", quantityText: "1" },
        { memberCode: "n’importe quoi", quantityText: "1" },
        { memberCode: aicha.memberCode, quantityText: "2:10" },
      ],
    });
    expect(answer.status, answer.text).to.equal(200);
    const { lines, totals, errorCount } = answer.json;
    expect(lines[0].quantityMinutes).to.equal(150);
    expect(lines[1].error).to.equal(undefined);
    expect(lines[2].error.message).to.equal(lines[3].error.message);
    expect(lines[4].error.code).to.equal("line-repeated");
    expect(errorCount).to.equal(3);
    expect(totals).to.include({ lineCount: 2, totalQuantity: "300", points: "500" });
    expect(answer.text).not.to.include(aicha.account.slice(2).toLowerCase());
  });

  it("files one signature for volunteers of two cities, tells each, posts after the window, gives points and their reason [A1]", async () => {
    const activityId = await activity();
    const { coordinator } = popote;
    const drafted = await coordinator.browser.act("/api/sheets", {
      activityId,
      lines: [
        { memberCode: aicha.memberCode, quantityText: "2 h 30" },
        { memberCode: robert.memberCode, quantityText: "1 h 15" },
      ],
    });
    expect(drafted.status, drafted.text).to.equal(201);
    const signed = await world.sign(coordinator, drafted.json.toSign);
    const sent = await coordinator.browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed });
    expect(sent.status, sent.text).to.equal(202);
    const { sheetId } = await world.settled(coordinator, sent);
    expect(sheetId).to.equal(drafted.json.sheetId);
    for (const [resident, quantity] of [[aicha, 150], [robert, 75]] as const) {
      await until(async () => (await pending(resident)).some((line) => line.sheetId === sheetId));
      const line = (await pending(resident)).find((candidate) => candidate.sheetId === sheetId);
      expect(line).to.include({ quantity, institutionName: "La Popote roulante", signerName: "Claire", resolution: "2026-014" });
      const notices = (await resident.browser.get("/api/notices")).json.notices;
      expect(notices.some((notice: { kind: string; title: string }) => notice.kind === "LINE_PENDING" && notice.title.includes("Popote"))).to.equal(true);
    }
    await until(async () => (await pending(aicha)).every((line) => line.status === "POSTED"));
    await until(async () => (await balance(robert)) === "125");
    expect(await balance(aicha)).to.equal("250");
    const { movements } = (await robert.browser.get("/api/account/movements")).json;
    expect(movements[0]).to.include({ kind: "EARNED", points: "125", title: "Livraison de repas", sheetId });
    expect(movements[0].reason).to.deep.include({ programmeTitle: "Bénévolat", institutionName: "La Popote roulante", signerName: "Claire", resolution: "2026-014" });
    const sheet = (await coordinator.browser.get(`/api/sheets/${sheetId}`)).json;
    expect(sheet).to.deep.include({ status: "FINISHED", issuedPoints: "375", counts: { open: 0, posted: 2, disputed: 0, struck: 0 } });
    expect(JSON.stringify(sheet)).not.to.include(robert.account);
  });

  async function pending(resident: ResidentActor): Promise<Record<string, unknown>[]> {
    return (await resident.browser.get("/api/account/pending-lines")).json.lines;
  }
  async function balance(resident: ResidentActor): Promise<string> {
    return (await resident.browser.get("/api/account/balance")).json.totalPoints;
  }
});

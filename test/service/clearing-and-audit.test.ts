import { expect } from "chai";
import { createPublicClient, http, type Hex } from "viem";
import { pointsAbi } from "../../ledger-service/src/platform/chain/generated/abis/points-abi.ts";
import type { Actor } from "../support/service/earning-world.ts";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { brossard, magog, type TestCity } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

interface AuditRow {
  readonly points: string;
  readonly quantity: string;
  readonly sheetId: Hex;
  readonly lineIndex: number;
}

describe("clearing and audit through HTTP", () => {
  let world: PaymentWorld;
  let aicha: Payer;
  let robert: Payer;
  let cafe: Till;
  let boulangerieTheo: Till;
  let sheetId: Hex;

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Robert", "Claire", "Camille", "Théo"]);
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    robert = await world.enrol(magog, "Robert", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    boulangerieTheo = await world.openTill(magog, "Boulangerie Théo", "Théo");
    sheetId = await (await world.openSource(brossard, "La Popote roulante", "Claire"))("1 h 30", [aicha, robert]);
    await world.openCity(aicha, magog);
  });
  after(() => world.stack.stop());

  const treasurer = (city: TestCity): Promise<Actor> => world.earning.officer(city, "treasurer");
  async function towards(city: TestCity, other: TestCity) {
    const books = (await (await treasurer(city)).browser.get("/api/clearing")).json;
    return { ...books.rows.find(({ cityId }: { cityId: number }) => cityId === other.id), cityNetPoints: books.netPoints };
  }

  describe("clearing", () => {
    it("shows both cities the obligation that a payment across them makes, and its reversal by a void [Q10]", async () => {
      const start = await towards(brossard, magog);
      const chargeId = await world.pay(boulangerieTheo, aicha, 200);
      await until(async () => BigInt((await towards(brossard, magog)).weOwePoints) === BigInt(start.weOwePoints) + 200n);
      const [debtor, creditor] = [await towards(brossard, magog), await towards(magog, brossard)];
      expect(creditor).to.include({ owesUsPoints: debtor.weOwePoints, weOwePoints: "0", cityNetPoints: debtor.weOwePoints });
      expect(debtor).to.include({ owesUsPoints: "0", cityNetPoints: `-${String(debtor.weOwePoints)}` });
      expect(debtor.ceilingWeOwePoints, "five points a resident of the debtor").to.equal(String(5 * brossard.population));

      const { toSign } = (await boulangerieTheo.browser.post(`/api/charges/${chargeId}/void/draft`, { terminal: boulangerieTheo.terminal })).json;
      const signed = await world.sign(boulangerieTheo.key, toSign);
      await world.settled(boulangerieTheo.browser, await boulangerieTheo.browser.act(`/api/charges/${chargeId}/void`, { validBefore: Number(toSign.message.validBefore), signed }));
      await until(async () => (await towards(brossard, magog)).weOwePoints === start.weOwePoints);
      expect((await towards(magog, brossard)).owesUsPoints).to.equal(start.weOwePoints);
    });

    it("records nothing when points are spent at their own city's merchants", async () => {
      const before = await towards(brossard, magog);
      const chargeId = await world.pay(cafe, aicha, 10);
      const { lots } = (await aicha.browser.get(`/api/account/receipts/${chargeId}`)).json;
      expect(lots).to.deep.equal([{ cityId: brossard.id, points: "10" }]);
      expect(await towards(brossard, magog)).to.deep.equal(before);
    });

    it("lets a treasurer lower the city's own side under one signature, after which the rest is declined (R4)", async () => {
      const { browser } = await treasurer(magog);
      const { owesUsPoints } = await towards(magog, brossard);
      const ceilingPoints = String(BigInt(owesUsPoints) + 100n);
      const side = { otherCityId: brossard.id, asCreditor: true, ceilingPoints, suspended: false };
      const programmer = await world.earning.officer(magog, "programmer");
      expect((await programmer.browser.act("/api/clearing/sides", side)).status, "another power").to.equal(403);
      const drafted = await browser.act("/api/clearing/sides", side);
      expect(drafted.status, drafted.text).to.equal(201);
      expect(drafted.json.act).to.include({ kind: "SideChange", power: "TREASURY", needed: 1 });
      expect((await towards(magog, brossard)).ceilingTheyOwePoints, "a draft changes nothing").to.equal(String(5 * brossard.population));
      await world.earning.approve([await treasurer(magog)], drafted.json.act);
      expect((await towards(magog, brossard)).ceilingTheyOwePoints).to.equal(ceilingPoints);

      await world.pay(boulangerieTheo, aicha, 100);
      const chargeId = await world.approvedSale(boulangerieTheo, aicha, 1);
      const end = await world.ended(boulangerieTheo.browser, await world.signSale(boulangerieTheo, chargeId));
      expect(end.status).to.equal("failed");
      const sale = (await boulangerieTheo.browser.get(`/api/charges/${chargeId}`)).json;
      expect(sale.refusal.code).to.equal("R4");
      expect((await towards(magog, brossard)).owesUsPoints).to.equal(ceilingPoints);
    });
  });

  describe("audit", () => {
    const audit = async (path: string) => (await world.earning.officer(brossard, "auditor")).browser.get(path);

    it("gives every issued point back to its line, signer, programme and resolution, and adds up to the ledger [A13]", async () => {
      const issuance = (await audit("/api/audit/issuance?limit=100")).json;
      const rows: AuditRow[] = issuance.rows;
      const sum = rows.reduce((total, { points }) => total + BigInt(points), 0n);
      const client = createPublicClient({ transport: http(world.stack.node.rpcUrl) });
      const onLedger = await client.readContract({ address: world.stack.deployed.addresses.points, abi: pointsAbi, functionName: "totals", args: [brossard.id] });
      expect(sum).to.equal(3_000n);
      expect(sum).to.equal(onLedger.issuedPoints);
      expect(issuance).to.include({ totalPoints: sum.toString(), ledgerPoints: sum.toString(), differencePoints: "0" });
      expect(rows).to.have.length(2);
      for (const row of rows) {
        expect(row).to.include({ sheetId, points: "1500", quantity: "90", programmeTitle: "La Popote roulante", resolution: "2026-014", institutionName: "La Popote roulante", signerName: "Claire", unit: "MINUTE" });
      }
      expect(new Set(rows.map(({ lineIndex }) => lineIndex)).size).to.equal(2);
      expect(JSON.stringify(rows)).not.to.include(aicha.account.slice(2)).and.not.include("Aïcha");
      expect(issuance.totals).to.have.length(1);
    });

    it("gives the same rows as a spreadsheet, and nothing to a resident [A13]", async () => {
      const csv = await audit("/api/audit/issuance?format=csv");
      expect(csv.headers.get("content-type")).to.include("text/csv");
      const [header = "", ...lines] = csv.text.trim().split(/\r?\n/u);
      const column = header.replace("\uFEFF", "").split(";").indexOf("points");
      const sum = lines.reduce((total, line) => total + BigInt(line.split(";")[column] ?? "0"), 0n);
      expect(sum).to.equal(3_000n);
      expect((await aicha.browser.get("/api/audit/issuance")).status).to.equal(403);
      expect((await aicha.browser.get("/api/audit/reconciliation")).status).to.equal(403);
    });

    it("agrees figure by figure, and names the number that differs when a read model was changed [A13]", async () => {
      const reconcile = async () => (await audit("/api/audit/reconciliation")).json;
      await until(async () => (await reconcile()).light.state === "AGREES");
      const { light } = await reconcile();
      expect(light.comparedCount).to.be.greaterThan(5);
      await world.stack.query("brossard", "UPDATE balances SET points = points + 7 WHERE account = $1 AND city_id = $2", [aicha.account, brossard.id]);
      const tampered = (await reconcile()).light;
      expect(tampered.state).to.equal("DIFFERS");
      expect(tampered.differences.map(({ what, difference }: { what: string; difference: string }) => [what, difference])).to.deep.equal([["Points en circulation", "-7"]]);
      await world.stack.cityOf("brossard").rebuildReadModels();
      await until(async () => (await reconcile()).light.state === "AGREES");
    });

    it("misses no line that disappears from the database [A13]", async () => {
      const [lost] = await world.stack.query("brossard", "SELECT to_jsonb(i) AS row FROM audit_issuances i WHERE points > 0 LIMIT 1");
      expect(lost).not.to.equal(undefined);
      await world.stack.query("brossard", "DELETE FROM audit_issuances WHERE event_id = $1", [(lost?.["row"] as { event_id: string }).event_id]);
      const { light } = (await audit("/api/audit/reconciliation")).json;
      expect(light.state).to.equal("DIFFERS");
      expect(light.differences.map(({ what }: { what: string }) => what)).to.deep.equal(["Points inscrits, ligne par ligne"]);
      const issuance = (await audit("/api/audit/issuance")).json;
      expect(issuance).to.include({ totalPoints: "1500", ledgerPoints: "3000", differencePoints: "1500" });
      await world.stack.cityOf("brossard").rebuildReadModels();
    });

    it("shows the public the same light, without a session", async () => {
      const read = async () => (await world.stack.browserAt("brossard").get("/api/public/summary")).json;
      // The public light is compared four times a minute: it may still be of the moment when a line was missing.
      await until(async () => (await read()).light.state !== "DIFFERS");
      const summary = await read();
      expect(summary.light.state).to.be.oneOf(["AGREES", "LATE"]);
      expect(summary.totals.issuedPoints).to.equal("3000");
      expect(summary.residentsEnrolled, "fewer than ten could be recognized").to.equal(null);
    });
  });
});

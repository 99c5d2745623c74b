import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { civilDayEnd, civilDayOf } from "../../ledger-service/src/kernel/civil-day.ts";
import { readOptions } from "../../scripts/audit/audit-options.ts";
import { AuditProblem } from "../../scripts/audit/audit-problem.ts";
import { reportOf, type AuditReport } from "../../scripts/audit/report.ts";
import { runAudit } from "../../scripts/audit/run-audit.ts";
import { networkOf, writeNetwork } from "../support/audit/network-file.ts";
import { startPaymentWorld, type PaymentWorld } from "../support/service/payment-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

describe("the independent audit, of two services on a real node", function () {
  this.timeout(300_000);
  let world: PaymentWorld;
  let day: string;
  let network: string;

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Claire", "Camille"]);
    const aicha = await world.enrol(brossard, "Aïcha", "FULL");
    const boulangerie = await world.openTill(magog, "Boulangerie Théo", "Camille");
    await (await world.openSource(brossard, "La Popote roulante", "Claire"))("1 h", [aicha]);
    await world.openCity(aicha, magog);
    await world.pay(boulangerie, aicha, 250);
    day = civilDayOf(new Date());
    await world.stack.node.sealAt(Math.floor(civilDayEnd(day).getTime() / 1_000) + 60);
    for (const { slug } of [brossard, magog]) await until(async () => (await closes(slug)).some(isAnchoredDay), 120_000);
    network = writeNetwork(networkOf(world.stack.deployed, [brossard, magog]));
  });
  after(() => world.stack.stop());

  const isAnchoredDay = (close: { day: string; anchored: boolean }) => close.day === day && close.anchored;
  const closes = async (slug: string) => (await world.stack.browserAt(slug).get("/api/public/closes")).json.closes;
  const closeOf = async (slug: string): Promise<string> => (await world.stack.browserAt(slug).get(`/api/public/closes/${day}`)).text;
  const originOf = (slug: string): string => world.stack.configurationOf(slug).city.origin;
  async function audit(...args: string[]): Promise<AuditReport> {
    return reportOf(await runAudit(readOptions(["--rpc", world.stack.node.rpcUrl, "--network", network, ...args])));
  }
  const differing = ({ checks }: AuditReport): string[] => checks.filter((check) => check.differing > 0).map((check) => check.id);
  const compared = ({ checks }: AuditReport, name: string): number => checks.find((check) => check.id === name)?.compared ?? 0;
  function folderWith(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), "maille-closes-"));
    mkdirSync(join(folder, brossard.slug));
    writeFileSync(join(folder, brossard.slug, `${day}.json`), text);
    return folder;
  }

  it("agrees with the services' ledger, and with what both cities publish of the day [T7]", async () => {
    const report = await audit("--from", day, "--reports", originOf(brossard.slug), "--reports", originOf(magog.slug));
    expect(report.differences).to.deep.equal([]);
    expect(compared(report, "report-hashes")).to.equal(2);
    expect(compared(report, "closes")).to.be.greaterThan(24);
    expect(report.obligations.map(({ debtor, creditor, net }) => [debtor, creditor, net])).to.deep.equal([["Brossard", "Magog", "250"]]);
  });

  it("reads closes from a folder, and says which cities it was given none of", async () => {
    const report = await audit("--reports", folderWith(await closeOf(brossard.slug)));
    expect(report.differences).to.deep.equal([]);
    expect(compared(report, "report-hashes")).to.equal(1);
    expect(report.limits[0]?.en).to.match(/^1 anchored closes were not compared/);
  });

  it("names the figure that a published close has otherwise than the ledger", async () => {
    const text = (await closeOf(brossard.slug)).replace('"issued":"1000"', '"issued":"1007"');
    const report = await audit("--reports", folderWith(text));
    expect(differing(report)).to.deep.equal(["report-hashes", "closes"]);
    expect(report.differences.at(-1)).to.deep.include({ expected: "1000", found: "1007" });
    expect(report.differences.at(-1)?.what.en).to.include('"totals.1.issued" of the close of city 1');
  });

  it("names the day of which a city publishes nothing, though it anchored it", async () => {
    const folder = folderWith("");
    mkdirSync(join(folder, magog.slug));
    const report = await audit("--reports", folder);
    expect(report.differences.some(({ what, found }) => what.fr.includes(`ville ${magog.id}`) && found === "rien de publié")).to.equal(true);
  });

  it("refuses a folder that is not there and an address that publishes nothing", async () => {
    for (const place of ["/nowhere/closes", world.stack.node.rpcUrl]) {
      const failure: unknown = await audit("--reports", place).then(() => undefined, (error: unknown) => error);
      expect(failure).to.be.instanceOf(AuditProblem);
    }
  });
});

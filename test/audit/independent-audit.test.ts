import { expect } from "chai";
import { readOptions } from "../../scripts/audit/audit-options.ts";
import { reportOf, type AuditReport } from "../../scripts/audit/report.ts";
import { runAudit } from "../../scripts/audit/run-audit.ts";
import { loadFixture } from "../support/chain.ts";
import { networkOf, writeNetwork } from "../support/audit/network-file.ts";
import { nodeOverHttp, type NodeOverHttp } from "../support/audit/node-over-http.ts";
import { playLedger, type PlayedLedger } from "../support/audit/played-ledger.ts";

describe("the independent audit, over a ledger with a little of everything", () => {
  let node: NodeOverHttp;
  let played: PlayedLedger;

  before(async () => {
    node = await nodeOverHttp();
  });
  after(() => node.close());
  beforeEach(async () => {
    played = await loadFixture(playLedger);
  });

  async function audit(...args: string[]): Promise<AuditReport> {
    const path = writeNetwork(networkOf(played.maille.deployed));
    return reportOf(await runAudit(readOptions(["--rpc", node.url, "--network", path, ...args])));
  }
  const differing = ({ checks }: AuditReport): string[] => checks.filter(({ differing }) => differing > 0).map(({ id }) => id);

  it("finds no difference in an honest ledger, and has compared something of every kind", async () => {
    const report = await audit();
    expect(report.differences).to.deep.equal([]);
    expect(report.checks.filter(({ compared }) => compared === 0).map(({ id }) => id)).to.deep.equal(["decisions"]);
  });

  it("tells issuance by programme and resolution, down to what a ceiling struck", async () => {
    const { issuance, totals } = await audit();
    expect(issuance).to.deep.equal([{ city: "Brossard", programmeId: played.programmeId, resolution: "2026-100", lines: 2, points: "1300" }]);
    expect(totals).to.deep.include({ city: "Brossard", issued: "1300", redeemed: "170", returned: "70", supply: "1200" });
  });
});

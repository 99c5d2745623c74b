import { expect } from "chai";
import { id } from "ethers";
import { readOptions } from "../../scripts/audit/audit-options.ts";
import { reportOf, type AuditReport } from "../../scripts/audit/report.ts";
import { runAudit } from "../../scripts/audit/run-audit.ts";
import { loadFixture } from "../support/chain.ts";
import { networkOf, writeNetwork } from "../support/audit/network-file.ts";
import { nodeOverHttp, type NodeOverHttp } from "../support/audit/node-over-http.ts";
import { playLedger, type PlayedLedger } from "../support/audit/played-ledger.ts";
import { forceWord, inMapping, slotOf } from "../support/audit/storage-slot.ts";
import { sentBy } from "../support/contracts.ts";
import { issuePoints } from "../support/payments.ts";

/** What no act of this ledger touches; see the council's own test. */
const GOVERNANCE = ["votes", "carried", "ballots", "pauses", "anchors-once", "anchors", "decisions", "executions"];

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
    expect(report.checks.filter(({ compared }) => compared === 0).map(({ id }) => id)).to.deep.equal(GOVERNANCE);
  });

  it("tells issuance by programme and resolution, down to what a ceiling struck", async () => {
    const { issuance, totals } = await audit();
    expect(issuance).to.deep.equal([{ city: "Brossard", programmeId: played.programmeId, resolution: "2026-100", lines: 2, points: "1300" }]);
    expect(totals).to.deep.include({ city: "Brossard", issued: "1300", redeemed: "170", returned: "70", supply: "1200" });
  });

  it("names the account whose balance was written by force [B1]", async () => {
    const { points } = played.maille.deployed.addresses;
    const { account } = played.maille.aicha;
    await forceWord(points, inMapping(inMapping(slotOf("Points", "_balances"), "address", account), "uint256", 1), 999_999n);
    const report = await audit();
    expect(differing(report)).to.deep.equal(["balances"]);
    expect(report.differences[0]?.what.fr).to.include(account.toLowerCase());
    expect(report.differences[0]?.found).to.equal("999999");
  });

  it("names the programme whose budget was written by force", async () => {
    const { programmes } = played.maille.deployed.addresses;
    const slot = inMapping(slotOf("Programmes", "_programmes"), "bytes32", played.programmeId) + 2n; // after the kind and the rate
    const reserved = 150n;
    await forceWord(programmes, slot, (reserved << 128n) | 9_999_999n);
    const report = await audit();
    expect(differing(report)).to.deep.equal(["programmes"]);
    expect(report.differences.map(({ what, expected, found }) => [what.en.split(" of ")[0], expected, found])).to.deep.equal([["budget", "5000", "9999999"]]);
  });

  it("names the pair of cities whose obligation was written by force, and the positions that follow", async () => {
    const { clearingHouse } = played.maille.deployed.addresses;
    const periodIndex = await played.maille.contracts.clearingHouse.currentPeriod();
    const ofPeriod = inMapping(slotOf("ClearingHouse", "_obligations"), "uint32", periodIndex);
    await forceWord(clearingHouse, inMapping(inMapping(ofPeriod, "uint8", 1), "uint8", 2), (20n << 128n) | 7n);
    const report = await audit();
    expect(differing(report)).to.deep.equal(["obligations", "net-positions"]);
    expect(report.differences[0]?.what.en).to.match(/^obligation of city 1 to city 2/);
    expect([report.differences[0]?.expected, report.differences[0]?.found]).to.deep.equal(["120", "7"]);
  });

  it("sees points that no posted line explains", async () => {
    await issuePoints(played.maille, played.maille.lucie.account, 2, 40n);
    const report = await audit();
    expect(differing(report)).to.deep.equal(["issuance"]);
    expect(report.differences[0]?.what.fr).to.include("points émis sans ligne affichée");
  });

  it("sees an obligation that no payment explains", async () => {
    const { contracts, deployed, impersonate } = played.maille;
    const desk = await impersonate(deployed.addresses.redemptionDesk);
    await sentBy(contracts.clearingHouse, desk).record(11, 1, 5n, `0x${"01".repeat(32)}`);
    expect(differing(await audit())).to.deep.equal(["obligation"]);
  });

  it("sees a rule changed by another hand than the council's, and a timelock that obeyed without a proposal", async () => {
    const { contracts, decide, deployed, council } = played.maille;
    await decide({ to: contracts.clearingHouse, fn: "setDefaultCeiling", args: [6] });
    expect(differing(await audit())).to.deep.equal(["executions"]);
    const role = slotOf("Authority", "_roles");
    await forceWord(deployed.addresses.authority, inMapping(inMapping(role, "bytes32", id("CONSORTIUM")), "address", await council.getAddress()), 1n);
    await sentBy(contracts.clearingHouse, council).setDefaultCeiling(7);
    expect(differing(await audit())).to.deep.equal(["decisions", "executions"]);
  });

  it("asks nothing that an ordinary node does not answer", async () => {
    await audit();
    expect([...node.asked].sort()).to.deep.equal(["eth_blockNumber", "eth_call", "eth_chainId", "eth_getBlockByNumber", "eth_getLogs"]);
  });
});

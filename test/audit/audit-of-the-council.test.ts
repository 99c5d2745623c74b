import { expect } from "chai";
import { id, keccak256, toBeHex, TypedDataEncoder } from "ethers";
import { Ballot, ReportKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { readOptions } from "../../scripts/audit/audit-options.ts";
import { reportOf, type AuditReport } from "../../scripts/audit/report.ts";
import { runAudit } from "../../scripts/audit/run-audit.ts";
import { networkOf, writeNetwork } from "../support/audit/network-file.ts";
import { nodeOverHttp, type NodeOverHttp } from "../support/audit/node-over-http.ts";
import { forceWord, inMapping, slotOf } from "../support/audit/storage-slot.ts";
import { accountOf, benoit, serviceOfBrossard } from "../support/actors.ts";
import { loadFixture, time } from "../support/chain.ts";
import { castVotes, decideByBallot, DELEGATES, deployCouncil, MEMBERS, passTo, playFirstBallot, propose, queueAndExecute, weeklyCeiling } from "../support/council.ts";
import type { Maille } from "../support/fixture.ts";

const NAMES = MEMBERS.map(({ id: cityId, rpIdHost }) => ({ id: cityId, slug: rpIdHost.split(".")[0] ?? "", name: rpIdHost }));

describe("the independent audit, of the council and its network", () => {
  let node: NodeOverHttp;
  let maille: Maille;

  before(async () => {
    node = await nodeOverHttp();
  });
  after(() => node.close());
  beforeEach(async () => {
    maille = await loadFixture(deployCouncil);
  });

  async function audit(): Promise<AuditReport> {
    const path = writeNetwork(networkOf(maille.deployed, NAMES));
    return reportOf(await runAudit(readOptions(["--rpc", node.url, "--network", path])));
  }
  const differing = ({ checks }: AuditReport): string[] => checks.filter((check) => check.differing > 0).map((check) => check.id);
  const compared = ({ checks }: AuditReport, name: string): number => checks.find((check) => check.id === name)?.compared ?? 0;

  it("follows a vote that replaces a validator, from the proposal to the set of validators", async () => {
    const validator = accountOf("a new key of Brossard");
    await decideByBallot(maille, [{ to: maille.contracts.consortium, fn: "replaceValidator", args: [1, validator] }], "new key");
    const report = await audit();
    expect(report.differences).to.deep.equal([]);
    expect(compared(report, "votes")).to.equal(9);
    expect(compared(report, "carried")).to.equal(1);
    expect(report.members.filter(({ what }) => what === "VALIDATOR")).to.deep.equal([
      { city: "brossard.test", what: "VALIDATOR", blockNumber: report.members.at(-1)?.blockNumber, validator: validator.toLowerCase(), population: null },
    ]);
  });

  it("follows a second ballot by population, and a member that departs", async () => {
    const proposal = await propose(maille, benoit, [weeklyCeiling(maille.contracts.programmes, 1_800)], "fewer minutes");
    await playFirstBallot(maille, proposal, { for: DELEGATES.slice(0, 5), against: DELEGATES.slice(5) });
    await castVotes(maille, proposal.id, { for: DELEGATES.slice(0, 5), against: DELEGATES.slice(5) }, Ballot.SECOND);
    const { closesAt } = await maille.contracts.council.ballotResult(proposal.id, Ballot.SECOND);
    await passTo(Number(closesAt));
    await queueAndExecute(maille, proposal);
    await decideByBallot(maille, [{ to: maille.contracts.consortium, fn: "depart", args: [11] }], "farewell");
    const report = await audit();
    expect(report.differences).to.deep.equal([]);
    expect(report.council.map(({ executedInBlock }) => executedInBlock !== null)).to.deep.equal([true, true]);
    expect(report.members.at(-1)).to.include({ what: "DEPARTED", city: "wendake.test" });
  });

  it("sees a vote that was written by force", async () => {
    const proposal = await propose(maille, benoit, [weeklyCeiling(maille.contracts.programmes, 1_800)], "fewer minutes");
    await playFirstBallot(maille, proposal, { for: DELEGATES.slice(0, 2) });
    const ofBallot = inMapping(inMapping(slotOf("Council", "_votes"), "uint256", proposal.id), "uint8", 0);
    await forceWord(maille.deployed.addresses.council, ofBallot + 1n, 0b1111_1110n);
    const report = await audit();
    expect(differing(report)).to.deep.equal(["ballots"]);
    expect(report.differences[0]?.expected).to.equal("0, 2, 0");
  });

  it("sees a validator that was written by force", async () => {
    const first = slotOf("Consortium", "_validators");
    await forceWord(maille.deployed.addresses.consortium, BigInt(keccak256(toBeHex(first, 32))), BigInt(accountOf("an intruder")) | (1n << 160n));
    const report = await audit();
    expect(differing(report)).to.deep.equal(["validators"]);
    expect(report.differences[0]?.found).to.include(accountOf("an intruder").toLowerCase());
  });

  it("keeps each anchored report, and sees one that was written by force", async () => {
    const act = { cityId: 1, kind: ReportKind.DAILY_CLOSE, period: 20_261_124, reportHash: id("a close"), validBefore: (await time.latest()) + 3_600 };
    await maille.contracts.reportAnchors.anchor(act, approvalOf(maille, act));
    const honest = await audit();
    expect(honest.differences).to.deep.equal([]);
    expect(honest.anchors).to.have.length(1);
    const ofCity = inMapping(slotOf("ReportAnchors", "_reportHashes"), "uint8", 1);
    await forceWord(maille.deployed.addresses.reportAnchors, inMapping(inMapping(ofCity, "uint8", ReportKind.DAILY_CLOSE), "uint32", act.period), 5n);
    expect(differing(await audit())).to.deep.equal(["anchors"]);
  });
});

/** The city's service signs that it publishes a report. */
function approvalOf(maille: Maille, message: Record<string, unknown>) {
  const domain = { name: "Maille", version: "1", chainId: maille.deployed.chainId, verifyingContract: maille.deployed.addresses.reportAnchors };
  const types = {
    ReportAnchor: [
      { name: "cityId", type: "uint8" },
      { name: "kind", type: "uint8" },
      { name: "period", type: "uint32" },
      { name: "reportHash", type: "bytes32" },
      { name: "validBefore", type: "uint64" },
    ],
  };
  const { account, signer } = serviceOfBrossard;
  return { officer: account, signer: signer.bytes, signature: signer.sign(TypedDataEncoder.hash(domain, types, message)) };
}

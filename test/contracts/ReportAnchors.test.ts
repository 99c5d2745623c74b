import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { ReportKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { powerId } from "../../scripts/deploy/power-names.ts";
import { benoit, francois, marthe, type Officer, serviceOfBrossard, serviceOfMagog, solange } from "../support/actors.ts";
import { ethers, loadFixture, time } from "../support/chain.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployFoundation, type Maille } from "../support/fixture.ts";
import { walletSigner } from "../support/signers.ts";

interface ReportAnchor {
  readonly cityId: number;
  readonly kind: number;
  readonly period: number;
  readonly reportHash: string;
  readonly validBefore: number;
}

const close = async (changes: Partial<ReportAnchor> = {}): Promise<ReportAnchor> => ({
  cityId: 1,
  kind: ReportKind.DAILY_CLOSE,
  period: 20_261_124,
  reportHash: id("the close of 24 November"),
  validBefore: await inAnHour(),
  ...changes,
});

async function anchor({ contracts, signing }: Maille, officer: Officer, changes: Partial<ReportAnchor> = {}) {
  const act = await close(changes);
  return contracts.reportAnchors.anchor(act, signing.approve(officer, "ReportAnchor", { ...act }));
}

describe("ReportAnchors", () => {
  describe("anchor", () => {
    it("keeps the hash of a daily close, signed by the city's service", async () => {
      const maille = await loadFixture(deployFoundation);
      const { reportAnchors } = maille.contracts;
      expect(await reportAnchors.reportHash(1, ReportKind.DAILY_CLOSE, 20_261_124)).to.equal(ZeroHash);
      await expect(anchor(maille, serviceOfBrossard))
        .to.emit(reportAnchors, "ReportAnchored")
        .withArgs(1, ReportKind.DAILY_CLOSE, 20_261_124, id("the close of 24 November"), serviceOfBrossard.account);
      expect(await reportAnchors.reportHash(1, ReportKind.DAILY_CLOSE, 20_261_124)).to.equal(id("the close of 24 November"));
    });

    it("takes an AUDIT officer's signature too", async () => {
      const maille = await loadFixture(deployFoundation);
      await expect(anchor(maille, francois, { kind: ReportKind.ISSUANCE, period: 202_611 }))
        .to.emit(maille.contracts.reportAnchors, "ReportAnchored")
        .withArgs(1, ReportKind.ISSUANCE, 202_611, id("the close of 24 November"), francois.account);
    });

    it("keeps cities, kinds and periods apart", async () => {
      const maille = await loadFixture(deployFoundation);
      const { reportAnchors } = maille.contracts;
      await anchor(maille, serviceOfBrossard);
      await anchor(maille, serviceOfMagog, { cityId: 2, reportHash: id("of Magog") });
      await anchor(maille, serviceOfBrossard, { period: 20_261_125, reportHash: id("of the 25th") });
      for (const kind of [ReportKind.ISSUANCE, ReportKind.CLEARING, ReportKind.MINUTES]) {
        await anchor(maille, serviceOfBrossard, { kind, reportHash: id(`kind ${String(kind)}`) });
        expect(await reportAnchors.reportHash(1, kind, 20_261_124)).to.equal(id(`kind ${String(kind)}`));
      }
      expect(await reportAnchors.reportHash(1, ReportKind.DAILY_CLOSE, 20_261_124)).to.equal(id("the close of 24 November"));
      expect(await reportAnchors.reportHash(2, ReportKind.DAILY_CLOSE, 20_261_124)).to.equal(id("of Magog"));
      expect(await reportAnchors.reportHash(1, ReportKind.DAILY_CLOSE, 20_261_125)).to.equal(id("of the 25th"));
    });

    it("never lets a published report be another, nor be anchored twice", async () => {
      const maille = await loadFixture(deployFoundation);
      const { reportAnchors } = maille.contracts;
      await anchor(maille, serviceOfBrossard);
      const first = [1, ReportKind.DAILY_CLOSE, 20_261_124, id("the close of 24 November")];
      await expect(anchor(maille, serviceOfBrossard, { reportHash: id("another") }))
        .to.be.revertedWithCustomError(reportAnchors, "ReportAnchorsAlreadyAnchored").withArgs(...first);
      await expect(anchor(maille, francois))
        .to.be.revertedWithCustomError(reportAnchors, "ReportAnchorsAlreadyAnchored").withArgs(...first);
    });

    it("refuses no kind, no hash, a kind that is not", async () => {
      const maille = await loadFixture(deployFoundation);
      const { reportAnchors } = maille.contracts;
      await expect(anchor(maille, serviceOfBrossard, { kind: ReportKind.NONE }))
        .to.be.revertedWithCustomError(reportAnchors, "ReportAnchorsKindRefused").withArgs(ReportKind.NONE);
      await expect(anchor(maille, serviceOfBrossard, { reportHash: ZeroHash }))
        .to.be.revertedWithCustomError(reportAnchors, "ReportAnchorsHashRefused").withArgs();
      await expect(anchor(maille, serviceOfBrossard, { kind: 9 })).to.be.revert(ethers);
    });

    it("refuses every other power, another city's service, another key, another text, what is past", async () => {
      const maille = await loadFixture(deployFoundation);
      const { contracts, signing } = maille;
      const { authority, reportAnchors } = contracts;
      for (const officer of [solange, marthe, benoit, serviceOfMagog]) {
        await expect(anchor(maille, officer))
          .to.be.revertedWithCustomError(authority, "AuthorityPowerMissing").withArgs(1, powerId("ENROL"), officer.account);
      }
      await expect(anchor(maille, { ...serviceOfBrossard, signer: walletSigner("nobody") }))
        .to.be.revertedWithCustomError(authority, "AuthoritySignatureRefused").withArgs(serviceOfBrossard.account);
      const act = await close();
      const approval = signing.approve(serviceOfBrossard, "ReportAnchor", { ...act });
      await expect(reportAnchors.anchor({ ...act, reportHash: id("another") }, approval))
        .to.be.revertedWithCustomError(authority, "AuthoritySignatureRefused").withArgs(serviceOfBrossard.account);
      const now = await time.latest();
      await time.setNextBlockTimestamp(now + 10);
      await expect(anchor(maille, serviceOfBrossard, { validBefore: now + 10 }))
        .to.be.revertedWithCustomError(authority, "AuthorityActExpired").withArgs(now + 10, now + 10);
    });
  });

  it("hashes what is signed as ethers does", async () => {
    const { signing } = await loadFixture(deployFoundation);
    const act = { cityId: 1, kind: 2, period: 3, reportHash: id("report"), validBefore: 5 };
    const struct = ethers.TypedDataEncoder.from({ ReportAnchor: [
      { name: "cityId", type: "uint8" }, { name: "kind", type: "uint8" }, { name: "period", type: "uint32" },
      { name: "reportHash", type: "bytes32" }, { name: "validBefore", type: "uint64" },
    ] });
    expect(signing.hashStruct("ReportAnchor", act)).to.equal(struct.hash(act));
  });
});

import { expect } from "chai";
import { readNetworkFile, type NetworkFile } from "maille-verify/network-file";
import { parseProofFile } from "maille-verify/proof-file";
import { ProofProblem } from "maille-verify/proof-problem";
import { verifyProof, type Verdict } from "maille-verify/verify-proof";
import { getAddress, type Hex } from "viem";
import { civilDayEnd, civilDayOf } from "../../ledger-service/src/kernel/civil-day.ts";
import type { TestBrowser } from "../support/service/test-browser.ts";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

describe("proofs of facts through HTTP", () => {
  let world: PaymentWorld;
  let aicha: Payer;
  let robert: Payer;
  let cafe: Till;
  let sheetId: Hex;
  let chargeId: Hex;
  let described: NetworkFile;

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Robert", "Claire", "Camille"]);
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    robert = await world.enrol(brossard, "Robert", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    sheetId = await (await world.openSource(brossard, "La Popote roulante", "Claire"))("1 h", [aicha, robert]);
    await world.pay(cafe, aicha, 100);
    chargeId = await world.pay(cafe, aicha, 250);
    described = await network();
  });
  after(() => world.stack.stop());

  const anyone = (slug = "brossard"): TestBrowser => world.stack.browserAt(slug);
  const network = async (slug = "brossard"): Promise<NetworkFile> => readNetworkFile((await anyone(slug).get("/.well-known/maille/network.json")).json);
  const auditor = async () => (await world.earning.officer(brossard, "auditor")).browser;
  const receiptPath = () => `/api/proofs/receipts/${chargeId}`;

  async function proved(browser: TestBrowser, path: string): Promise<{ text: string; verdict: Verdict }> {
    const answer = await browser.get(path);
    expect(answer.status, answer.text).to.equal(200);
    return { text: answer.text, verdict: verifyProof(parseProofFile(answer.text), await network()) };
  }

  it("describes the network: names, contracts, and each city's close signers", async () => {
    expect(described).to.include({ chainId: world.stack.deployed.chainId, genesisHash: world.stack.deployed.genesisHash, consensus: "none", isTrial: true });
    expect(described.contracts["redemptionDesk"]).to.equal(world.stack.deployed.addresses.redemptionDesk.toLowerCase());
    expect(described.cities.map(({ closeSigners }) => closeSigners.length)).to.deep.equal([1, 1]);
    expect(await network("magog")).to.deep.equal(described);
  });

  it("gives a resident the proof of a payment, which verifies without the city", async () => {
    const { verdict, text } = await proved(aicha.browser, receiptPath());
    expect(verdict).to.include({ consensus: "none", isTrial: true });
    expect(verdict.sealedBy).to.deep.equal([]);
    expect(verdict.what).to.include({ kind: "RECEIPT", outcome: "ACCEPTED", chargeId, account: aicha.account.toLowerCase(), points: 250n });
    expect(text).not.to.include("Aïcha").and.not.include("Rapides");
  });

  it("opens it to whoever holds the receipt's code, and to no other code", async () => {
    const receipt = (await aicha.browser.get(`/api/account/receipts/${chargeId}`)).json;
    expect(receipt.code).to.match(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/u);
    expect((await aicha.browser.get(`/api/account/receipts/${chargeId}`)).json.code, "one code a receipt").to.equal(receipt.code);
    const stranger = anyone();
    await stranger.openPage();
    const given = await stranger.post("/api/public/proofs", { code: receipt.code.toLowerCase() });
    expect(verifyProof(parseProofFile(given.text), await network()).what).to.include({ chargeId });
    const other = await stranger.post("/api/public/proofs", { code: "0000-0000-0000-0000" });
    expect([other.status, other.json.code]).to.deep.equal([404, "proof-unknown"]);
    const stored = await world.stack.query("brossard", "SELECT to_jsonb(c)::text AS row FROM receipt_codes c");
    expect(JSON.stringify(stored), "the database alone opens nothing").not.to.include(receipt.code);
  });

  it("gives nobody a fact that is not theirs, nor a counter the account of its client", async () => {
    const refused = await robert.browser.get(receiptPath());
    expect([refused.status, refused.json.code]).to.deep.equal([404, "proof-unknown"]);
    expect((await cafe.browser.get(receiptPath())).status).to.equal(403);
    expect((await anyone().get(receiptPath())).status).to.equal(401);
    const programmer = await world.earning.officer(brossard, "programmer");
    expect((await programmer.browser.get(receiptPath())).status).to.equal(403);
    expect((await aicha.browser.get(`/api/proofs/receipts/0x${"ab".repeat(32)}`)).json.code).to.equal("proof-unknown");
  });

  it("gives a line to the resident whose it is and to the auditor", async () => {
    const rows: { lineIndex: number }[] = (await (await auditor()).get("/api/audit/issuance")).json.rows;
    const accounts = new Set<string>();
    for (const { lineIndex } of rows) {
      const { verdict } = await proved(await auditor(), `/api/proofs/lines/${sheetId}/${lineIndex}`);
      expect(verdict.what).to.include({ kind: "LINE", sheetId, index: lineIndex, points: 1_000n });
      if (verdict.what.kind === "LINE") accounts.add(getAddress(verdict.what.account));
    }
    expect([...accounts].sort()).to.deep.equal([aicha.account, robert.account].sort());
    const own = await Promise.all(rows.map(async ({ lineIndex }) => (await robert.browser.get(`/api/proofs/lines/${sheetId}/${lineIndex}`)).status));
    expect(own.sort()).to.deep.equal([200, 404]);
  });

  it("proves nothing any more once a digit is changed", async () => {
    const { text } = await proved(aicha.browser, receiptPath());
    let changes = 0;
    // No city seals this trial ledger's headers: what ties the fact to its block is from here on.
    for (let place = text.indexOf('"receiptProof"') + 20; place < text.length; place += 97) {
      const digit = text.charAt(place);
      if (!/[0-9a-f]/u.test(digit)) continue;
      const changed = text.slice(0, place) + (digit === "0" ? "1" : "0") + text.slice(place + 1);
      changes += 1;
      expect(() => verifyProof(parseProofFile(changed), described), `place ${place}`).to.throw(ProofProblem);
    }
    expect(changes).to.be.greaterThan(10);
  });

  it("adds the closes of the cities once they are collected, and proves the close itself", async () => {
    const day = civilDayOf(new Date());
    await world.stack.node.sealAt(Math.floor(civilDayEnd(day).getTime() / 1000) + 60);
    await until(async () => (await world.stack.query("brossard", "SELECT 1 FROM collected_closes JOIN daily_closes USING (day) WHERE day = $1", [day])).length === 1, 120_000);
    const { verdict, text } = await proved(aicha.browser, receiptPath());
    expect(verdict.closesBy.map(({ name }) => name)).to.deep.equal(["Brossard", "Magog"]);
    const signature = /"signature": "0x([0-9a-f]{8})/u.exec(text)?.[1] ?? "";
    const changed = text.replace(signature, signature.startsWith("0") ? `1${signature.slice(1)}` : `0${signature.slice(1)}`);
    expect(() => verifyProof(parseProofFile(changed), described)).to.throw(ProofProblem, "CLOSE_SIGNATURE_REFUSED");
    const period = Number(day.replaceAll("-", ""));
    const report = await proved(anyone(), `/api/proofs/reports/${magog.id}/DAILY_CLOSE/${period}`);
    expect(report.verdict.what).to.include({ kind: "REPORT", cityId: magog.id, reportKind: "DAILY_CLOSE", period });
    expect((await anyone().get(`/api/proofs/reports/${magog.id}/DAILY_CLOSE/20200101`)).json.code).to.equal("proof-unknown");
  });
});

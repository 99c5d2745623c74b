import { expect } from "chai";
import { keccak256, padHex, sha256, toHex } from "viem";
import { startCityPeople, type CityPeople } from "../support/service/city-people.ts";

describe("enrolment", () => {
  let people: CityPeople;
  before(async () => {
    people = await startCityPeople();
  });
  after(() => people.stop());

  async function enrolment(name: string) {
    const browser = await people.signIn("brossard", name);
    const { noticeVersion } = (await browser.get("/api/enrolment")).json;
    return { browser, body: { noticeVersion, signerKind: "DEVICE", signer: people.deviceOf(name).signer } };
  }

  it("shows the collection notice before the first field is sent [L15]", async () => {
    const browser = await people.signIn("brossard", "nadia");
    const answer = await browser.get("/api/enrolment");
    expect(answer.json.status).to.equal("NONE");
    const text = answer.json.notice.paragraphs.join(" ");
    for (const said of ["recueille", "compte de points", "y a accès", "Québec", "corriger"]) expect(text).to.include(said);
  });

  it("refuses an enrolment that read no notice, or an earlier one [L15]", async () => {
    const { browser, body } = await enrolment("nadia");
    const unread = await browser.act("/api/enrolment", { signerKind: body.signerKind, signer: body.signer });
    expect(unread.status).to.equal(400);
    const earlier = await browser.act("/api/enrolment", { ...body, noticeVersion: "2020-01" });
    expect(earlier.status).to.equal(409);
    expect(earlier.json.code).to.equal("notice-not-read");
    expect((await browser.get("/api/account")).json.code).to.equal("account-needed");
  });

  it("shows how to earn, how to exchange, expiry and conversion factor before joining [C3]", async () => {
    const browser = await people.signIn("brossard", "nadia");
    const terms = (await browser.get("/api/enrolment")).json.programmeTerms;
    expect(Object.keys(terms)).to.have.members(["howToEarn", "howToExchange", "expiry", "conversionFactor"]);
    for (const text of Object.values(terms)) expect(text).to.be.a("string").and.not.equal("");
  });

  it("gives an identifier of the city, a member code and a random account", async () => {
    const { browser, body } = await enrolment("aicha");
    const { account } = await people.settled(browser, await browser.act("/api/enrolment", body));
    const view = (await browser.get("/api/account")).json;
    expect(view.account).to.equal(account);
    expect(view.municipalIdentifier).to.match(/^BRO-\d{4}-\d{7}$/u);
    expect(view.memberCode).to.match(/^B[0-9A-HJKMNP-TV-Z]{8}$/u);
    expect(view.status).to.equal("ACTIVE");
    expect(view.signers).to.have.length(1);
    expect(view.signers[0]).to.include({ kind: "DEVICE", isPending: false });
    expect((await browser.get("/api/session")).json.person).to.include({ isEnrolled: true, account });
  });

  it("puts on the chain no hash of a name, a subject, an identifier or a code [X3]", async () => {
    const browser = await people.signIn("brossard", "aicha");
    const view = (await browser.get("/api/account")).json;
    const { displayName } = (await browser.get("/api/session")).json.person;
    const events = await people.stack.query("brossard", "SELECT args::text AS text FROM chain_events");
    const everything = events.map(({ text }) => String(text).toLowerCase()).join("\n");
    expect(everything).to.include(String(view.account).toLowerCase());
    for (const known of ["aicha", displayName, view.municipalIdentifier, view.memberCode]) {
      for (const spelling of [known, String(known).toLowerCase()]) {
        const hashes = [keccak256(toHex(spelling)), sha256(toHex(spelling)), padHex(toHex(spelling), { size: 32, dir: "right" })];
        for (const hash of hashes) expect(everything).not.to.include(hash.slice(2));
      }
    }
  });

  it("starts with every setting at its most private value and every other city closed [L3, L7]", async () => {
    const browser = await people.signIn("brossard", "aicha");
    const view = (await browser.get("/api/account")).json;
    expect(Object.values(view.privacy)).to.have.length.above(4);
    for (const value of Object.values(view.privacy)) expect(value).to.equal(false);
    expect(view.openedCities).to.deep.equal([]);
  });

  it("opens one account for two requests at once, and answers both with the same operation [A8]", async () => {
    const { browser, body } = await enrolment("robert");
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.act("/api/enrolment", body)));
    expect(answers.map((answer) => answer.status)).to.deep.equal([202, 202, 202, 202]);
    expect(new Set(answers.map((answer) => answer.json.operation.id)).size).to.equal(1);
    const { account } = await people.settled(browser, answers[0]!);
    const later = await browser.act("/api/enrolment", { ...body, signer: people.deviceOf("another phone").signer });
    expect(later.json.operation.resultIds.account).to.equal(account);
    const holders = await people.stack.query("brossard", `SELECT count(*)::int AS held FROM account_holders WHERE kind = 'RESIDENT'`);
    const opened = await people.stack.query("brossard", `SELECT count(*)::int AS opened FROM accounts WHERE kind = 1 AND city_id = 1`);
    expect(holders[0]?.held).to.equal(opened[0]?.opened);
  });

  it("never merges two persons by name: the key is issuer and subject [I2]", async () => {
    const first = (await (await people.signIn("brossard", "aicha")).get("/api/session")).json.person;
    const second = (await (await people.signIn("magog", "aicha")).get("/api/session")).json.person;
    expect(second.displayName).to.equal(first.displayName);
    expect(second.personId).not.to.equal(first.personId);
    expect(second.isEnrolled).to.equal(false);
  });

  it("gives a person of two cities two accounts that share no bytes with each other or the identifier [X4]", async () => {
    const here = (await (await people.signIn("brossard", "aicha")).get("/api/account")).json;
    const browser = await people.signIn("magog", "aicha");
    const { noticeVersion } = (await browser.get("/api/enrolment")).json;
    const body = { noticeVersion, signerKind: "DEVICE", signer: people.deviceOf("aicha at magog").signer };
    await people.settled(browser, await browser.act("/api/enrolment", body));
    const there = (await browser.get("/api/account")).json;
    expect(sharedRun(here.account.slice(2).toLowerCase(), there.account.slice(2).toLowerCase())).to.be.below(7);
    const hexOfIdentifier = Buffer.from(here.municipalIdentifier).toString("hex");
    expect(sharedRun(here.account.slice(2).toLowerCase(), hexOfIdentifier)).to.be.below(7);
  });

  it("keeps the link between a person and an account in one sealed row only", async () => {
    const { account, municipalIdentifier, memberCode } = (await (await people.signIn("brossard", "aicha")).get("/api/account")).json;
    const rows = await people.stack.query("brossard", `SELECT row_to_json(account_holders)::text AS row FROM account_holders`);
    for (const { row } of rows) {
      for (const secret of [account, municipalIdentifier, memberCode]) expect(String(row).toLowerCase()).not.to.include(secret.toLowerCase());
    }
  });

  it("tells the person that the account is open", async () => {
    const browser = await people.signIn("brossard", "aicha");
    const { notices } = (await browser.get("/api/notices")).json;
    expect(notices.map((notice: { kind: string }) => notice.kind)).to.include("ACCOUNT_OPENED");
    const { id } = notices[0];
    expect((await browser.post(`/api/notices/${id}/reading`)).status).to.equal(204);
    expect((await browser.get("/api/notices")).json.notices[0].readAt).to.be.a("string");
    const robert = await people.signIn("brossard", "robert");
    expect((await robert.post(`/api/notices/${id}/reading`)).status).to.equal(404);
  });
});

/** Longest run of characters that two texts share. */
function sharedRun(left: string, right: string): number {
  let longest = 0;
  for (let from = 0; from < left.length; from++) {
    while (from + longest < left.length && right.includes(left.slice(from, from + longest + 1))) longest++;
  }
  return longest;
}

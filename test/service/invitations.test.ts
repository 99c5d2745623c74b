import { expect } from "chai";
import { startCityPeople, type CityPeople } from "../support/service/city-people.ts";
import type { TestBrowser } from "../support/service/test-browser.ts";
import { brossard } from "../support/service/test-city.ts";
import { walletActor } from "../support/service/service-actors.ts";

const maisonDesAines = { kind: "ORGANIZATION", name: "Maison des aînés", category: "Entraide" };
const boulangerieTheo = { kind: "MERCHANT", name: "Boulangerie Théo", category: "Boulangerie" };

describe("invitations", () => {
  let people: CityPeople;
  let organization: string;
  let merchant: string;
  let accreditor: TestBrowser;
  let administrator: TestBrowser;

  before(async () => {
    people = await startCityPeople();
    organization = await people.accredit(brossard, maisonDesAines);
    merchant = await people.accredit(brossard, boulangerieTheo);
    accreditor = await people.signInOfficer(brossard, "accreditor");
    administrator = await people.signInOfficer(brossard, "administrator");
  });
  after(() => people.stop());

  const invite = async (browser: TestBrowser, body: Record<string, unknown>) => {
    const answer = await browser.post("/api/invitations", body);
    expect(answer.status, answer.text).to.equal(201);
    return answer.json.invitation;
  };
  const rolesOf = async (browser: TestBrowser) => (await browser.get("/api/session")).json.person?.roles ?? [];
  const openAct = async (browser: TestBrowser, kind: string) => {
    const acts = (await browser.get("/api/acts?status=OPEN")).json.acts;
    return acts.find((act: { kind: string }) => act.kind === kind);
  };

  it("invites a coordinator by name, who gets a key of their own once an officer has confirmed it", async () => {
    const { code } = await invite(accreditor, { role: "COORDINATOR", displayName: "Nadia", institution: organization });
    const nadia = await people.signIn("brossard", "nadia");
    const preview = (await nadia.post("/api/invitations/preview", { code })).json;
    expect(preview).to.include({ role: "COORDINATOR", institutionName: "Maison des aînés", cityName: "Brossard", needsSigner: true });

    const key = people.deviceOf("nadia");
    const accepted = await nadia.act("/api/invitations/accept", { code, signer: key.signer, signerKind: "DEVICE" });
    expect(accepted.status, accepted.text).to.equal(200);
    expect(accepted.json.pendingAct).to.equal(true);
    expect(await rolesOf(nadia)).to.deep.equal([]);

    const act = await openAct(accreditor, "Appointment");
    expect(act.title).to.equal("nadia signera pour Maison des aînés");
    await people.settled(accreditor, await people.approve(accreditor, act.id, people.officer(brossard, "accreditor")));
    expect(await rolesOf(nadia)).to.deep.equal([{ kind: "COORDINATOR", institution: organization, institutionName: "Maison des aînés" }]);
    const acting = await nadia.post("/api/session/acting-for", { institution: organization });
    expect(acting.json.person.actingFor).to.include({ institution: organization, kind: "COORDINATOR" });
  });

  it("gives one person one key", async () => {
    const { code } = await invite(accreditor, { role: "COORDINATOR", displayName: "Paul", institution: organization });
    const paul = await people.signIn("brossard", "paul");
    const borrowed = await paul.act("/api/invitations/accept", { code, signer: people.deviceOf("nadia").signer, signerKind: "DEVICE" });
    expect(borrowed.json.code).to.equal("key-already-used");
    const without = await paul.act("/api/invitations/accept", { code });
    expect(without.json.code).to.equal("invitation-key-needed");
    const own = await paul.act("/api/invitations/accept", { code, signer: people.deviceOf("paul").signer, signerKind: "DEVICE" });
    expect(own.status).to.equal(200);
  });

  it("gives one same answer for a code that is unknown, used, withdrawn or expired", async () => {
    const leaving = await invite(accreditor, { role: "MERCHANT_OWNER", displayName: "Théo", institution: merchant });
    await accreditor.post(`/api/invitations/${leaving.id}/withdraw`);
    const old = await invite(accreditor, { role: "MERCHANT_OWNER", displayName: "Théo", institution: merchant });
    await people.stack.query("brossard", `UPDATE invitations SET expires_at = now() - interval '1 second' WHERE id = $1`, [old.id]);
    const good = await invite(accreditor, { role: "MERCHANT_OWNER", displayName: "Théo", institution: merchant });
    const theo = await people.signIn("brossard", "theo");
    expect((await theo.act("/api/invitations/accept", { code: good.code })).status).to.equal(200);
    const robert = await people.signIn("brossard", "robert");
    const answers = await Promise.all(
      ["ZZZZ ZZZZ ZZZZ", leaving.code, old.code, good.code].map((code) => robert.act("/api/invitations/accept", { code })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.json]))).size).to.equal(1);
    expect(answers[0]?.json.code).to.equal("one-time-code-refused");
    expect(await rolesOf(robert)).to.deep.equal([]);
  });

  it("lets an invitation be used by one of two people who send it at once", async () => {
    const { code } = await invite(accreditor, { role: "CASHIER", displayName: "Caisse", institution: merchant });
    const browsers = await Promise.all(["jean", "luc"].map((name) => people.signIn("brossard", name)));
    const answers = await Promise.all(browsers.map((browser) => browser.act("/api/invitations/accept", { code })));
    expect(answers.map((answer) => answer.status).sort()).to.deep.equal([200, 404]);
  });

  it("lets an owner invite cashiers of their own merchant, and nobody else", async () => {
    const theo = await people.signIn("brossard", "theo");
    await theo.post("/api/session/acting-for", { institution: merchant });
    await theo.openPage();
    await invite(theo, { role: "CASHIER", displayName: "Léa", institution: merchant });
    for (const body of [
      { role: "CASHIER", displayName: "Léa", institution: organization },
      { role: "MERCHANT_OWNER", displayName: "Léa", institution: merchant },
      { role: "OFFICER", displayName: "Léa", powers: ["ADMIN"] },
    ]) {
      expect((await theo.post("/api/invitations", body)).json.code).to.equal("role-missing");
    }
    const listed = (await theo.get("/api/invitations")).json.invitations;
    expect(listed.length).to.be.above(0);
    for (const invitation of listed) expect(invitation).to.include({ role: "CASHIER", institution: merchant });
  });

  it("never keeps a code, nor writes it in an address [S12]", async () => {
    const { code } = await invite(accreditor, { role: "CASHIER", displayName: "Marie Tremblay", institution: merchant });
    const rows = await people.stack.query("brossard", `SELECT row_to_json(invitations)::text AS row FROM invitations`);
    for (const { row } of rows) {
      expect(row).not.to.include(code);
      expect(row).not.to.include("Marie Tremblay");
    }
    const paths = people.stack.cityOf("brossard").routes.map((route) => route.path);
    expect(paths.filter((path) => /\{(?:code|pin|memberCode|reference|typedCode)\}/iu.test(path))).to.deep.equal([]);
    const listed = (await accreditor.get("/api/invitations")).json.invitations;
    for (const invitation of listed) expect(invitation).not.to.have.property("code");
  });

  it("opens a staff account for an officer, whose power an administrator confirms; their sessions end with the change [S6]", async () => {
    const { code } = await invite(administrator, { role: "OFFICER", displayName: "Sophie", powers: ["TREASURY"] });
    const sophie = await people.signIn("brossard", "sophie");
    const wallet = walletActor("sophie").wallet;
    const accepted = await sophie.act("/api/invitations/accept", { code, signer: wallet.address, signerKind: "FULL" });
    expect(accepted.json, accepted.text).to.include({ pendingAct: true });
    await people.settled(sophie, accepted);
    expect(await rolesOf(sophie)).to.deep.equal([]);

    const act = await openAct(administrator, "PowerGrant");
    expect(act.title).to.equal("Donner à sophie le pouvoir «\u202FTrésorerie\u202F»");
    await people.settled(administrator, await people.approve(administrator, act.id, people.officer(brossard, "administrator")));
    expect((await sophie.get("/api/session")).json.person).to.equal(null);
    const again = await people.signIn("brossard", "sophie");
    expect(await rolesOf(again)).to.deep.equal([{ kind: "OFFICER", powers: ["TREASURY"] }]);

    const officers = (await administrator.get("/api/officers")).json.officers;
    const listed = officers.find((officer: { displayName: string }) => officer.displayName === "sophie");
    expect(listed).to.deep.include({ powers: ["TREASURY"], hasSigner: true });

    const withdrawal = await administrator.act("/api/powers", { personId: listed.personId, power: "TREASURY", granted: false });
    await people.done(administrator, people.officer(brossard, "administrator"), withdrawal);
    expect((await again.get("/api/session")).json.person).to.equal(null);
    expect(await rolesOf(await people.signIn("brossard", "sophie"))).to.deep.equal([]);
  });

  it("lets no officer give a power to themselves", async () => {
    const officers = (await administrator.get("/api/officers")).json.officers;
    const self = officers.find((officer: { displayName: string }) => officer.displayName === "administrator of Brossard");
    const drafted = await administrator.act("/api/powers", { personId: self.personId, power: "PROGRAMME", granted: true });
    expect(drafted.json.act.canApprove).to.equal(false);
    const refused = await people.approve(administrator, drafted.json.act.id, people.officer(brossard, "administrator"));
    expect(refused.json.code).to.equal("act-self-grant");
  });

  it("ends a person's role and sessions together, and takes a coordinator's key back [S6, W10]", async () => {
    const nadia = await people.signIn("brossard", "nadia");
    const { members } = (await accreditor.get(`/api/institutions/${organization}/members`)).json;
    const member = members.find((entry: { displayName: string }) => entry.displayName === "nadia");
    expect((await accreditor.act(`/api/institutions/${organization}/members/${member.id}/removal`)).status).to.equal(200);
    expect((await nadia.get("/api/session")).json.person).to.equal(null);
    expect(await rolesOf(await people.signIn("brossard", "nadia"))).to.deep.equal([]);
    const acts = (await accreditor.get("/api/acts?status=OPEN")).json.acts;
    const withdrawal = acts.find((act: { title: string }) => act.title === "nadia ne signera plus pour Maison des aînés");
    await people.settled(accreditor, await people.approve(accreditor, withdrawal.id, people.officer(brossard, "accreditor")));
  });

  it("limits guesses at codes, in French [S11]", async () => {
    const marie = await people.signIn("brossard", "marie");
    let last = await marie.post("/api/invitations/preview", { code: "AAAA AAAA AAAA" });
    for (let guess = 0; guess < 40 && last.status !== 429; guess++) last = await marie.post("/api/invitations/preview", { code: "AAAA AAAA AAAA" });
    expect(last.status).to.equal(429);
    expect(last.json.title).to.equal("Trop de demandes");
    expect(last.json.detail).to.match(/^Attendez \d+ secondes/u);
  });
});

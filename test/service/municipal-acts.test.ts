import { expect } from "chai";
import { startCityPeople, type CityPeople } from "../support/service/city-people.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { participantsAbi } from "../../ledger-service/src/platform/chain/generated/abis/participants-abi.ts";
import { createPublicClient, getAddress, http } from "viem";

const boulangerieTheo = { kind: "MERCHANT", name: "Boulangerie Théo", category: "Boulangerie", phone: "450 555-0112", dailyCeilingPoints: "5000" };
const day = 86_400_000;

describe("municipal acts", () => {
  let people: CityPeople;
  before(async () => {
    people = await startCityPeople();
  });
  after(() => people.stop());

  const draft = async (body: Record<string, unknown> = boulangerieTheo) => {
    const browser = await people.signInOfficer(brossard, "accreditor");
    const answer = await browser.act("/api/institutions", body);
    return { browser, act: answer.json.act, answer };
  };

  const openProgramme = async () => {
    const browser = await people.signInOfficer(brossard, "programmer");
    const now = Date.now();
    const answer = await browser.act("/api/programmes", {
      title: "Bénévolat",
      resolution: { year: 2026, number: 14, documentText: "Résolution 2026-014" },
      unit: "MINUTE",
      rate: { points: 1, quantity: 1 },
      budgetPoints: "10000",
      weeklyCeilingPoints: "600",
      startsAt: new Date(now - 7 * day).toISOString(),
      endsAt: new Date(now + 90 * day).toISOString(),
      pendingSeconds: 14 * 86_400,
    });
    expect(answer.status, answer.text).to.equal(201);
    return { browser, act: answer.json.act, answer };
  };

  it("says what will happen, who must sign and what, before anything is signed", async () => {
    const { act, answer } = await draft();
    expect(answer.status).to.equal(201);
    expect(act).to.include({ kind: "Accreditation", power: "ACCREDIT", needed: 1, status: "OPEN", iHaveApproved: false, canApprove: true });
    expect(act.title).to.equal("Accréditer le commerce Boulangerie Théo");
    expect(act.toSign).to.include({ contract: "participants", primaryType: "Accreditation" });
    expect(act.toSign.message.dailyCeilingPoints).to.equal("5000");
  });

  it("goes from one officer's signature to the ledger and to the public list", async () => {
    const { browser, act } = await draft();
    const approved = await people.approve(browser, act.id, people.officer(brossard, "accreditor"));
    expect(approved.status).to.equal(202);
    expect(approved.json.act.status).to.equal("SENT");
    await people.settled(browser, approved);
    expect((await browser.get(`/api/acts/${act.id}`)).json.act).to.include({ status: "DONE", iHaveApproved: true, canApprove: false });
    const institution = getAddress(act.toSign.message.institution);
    const listed = (await people.stack.browserAt("brossard").get("/api/institutions")).json.institutions;
    expect(listed.find((entry: { institution: string }) => entry.institution === institution)).to.include({ name: "Boulangerie Théo", status: "ACTIVE" });
    const client = createPublicClient({ transport: http(people.stack.node.rpcUrl) });
    const onLedger = await client.readContract({ address: people.stack.deployed.addresses.participants, abi: participantsAbi, functionName: "institution", args: [institution] });
    expect(onLedger.profileHash).to.equal(act.toSign.message.profileHash);
  });

  it("sends nothing with one officer where two are needed, and says that a second person must approve (D12)", async () => {
    const { browser, act } = await openProgramme();
    expect(act.needed).to.equal(2);
    const first = await people.approve(browser, act.id, people.officer(brossard, "programmer"));
    expect(first.status).to.equal(202);
    expect(first.json.operation).to.equal(undefined);
    expect(first.json.act).to.include({ status: "OPEN", iHaveApproved: true, canApprove: false });

    const again = await people.approve(browser, act.id, people.officer(brossard, "programmer"));
    expect(again.status).to.equal(409);
    expect(again.json.title).to.equal("Une deuxième personne doit approuver");

    const second = await people.signInOfficer(brossard, "second programmer");
    expect((await second.get(`/api/acts/${act.id}`)).json.act).to.include({ iHaveApproved: false, canApprove: true });
    await people.settled(second, await people.approve(second, act.id, people.officer(brossard, "second programmer")));
    const done = (await second.get(`/api/acts/${act.id}`)).json.act;
    expect(done.status).to.equal("DONE");
    expect(done.approvals.map((approval: { officerName: string }) => approval.officerName)).to.deep.equal(["programmer of Brossard", "second programmer of Brossard"]);
  });

  it("refuses a second signature made with the second officer's key by the first officer's session", async () => {
    const { browser, act } = await openProgramme();
    await people.approve(browser, act.id, people.officer(brossard, "programmer"));
    const borrowed = await people.approve(browser, act.id, people.officer(brossard, "second programmer"));
    expect(borrowed.json.code).to.equal("act-second-person-needed");
  });

  it("refuses an officer without the power", async () => {
    const { act } = await draft();
    const treasurer = await people.signInOfficer(brossard, "treasurer");
    expect((await treasurer.get(`/api/acts/${act.id}`)).json.act.canApprove).to.equal(false);
    const refused = await people.approve(treasurer, act.id, people.officer(brossard, "treasurer"));
    expect(refused.status).to.equal(403);
    expect(refused.json.code).to.equal("act-power-missing");
  });

  it("refuses an officer of one city who acts for another: by role, by key, by digest", async () => {
    const { browser, act } = await draft();
    const stranger = await people.signIn("brossard", "accreditor-of-magog");
    expect((await stranger.get(`/api/acts/${act.id}`)).status).to.equal(403);
    expect((await stranger.act(`/api/acts/${act.id}/approvals`, { signed: { signer: people.officer(magog, "accreditor").wallet.address, signature: "0x11" } })).status).to.equal(403);

    const foreignKey = await people.approve(browser, act.id, people.officer(magog, "accreditor"));
    expect(foreignKey.json.code).to.equal("act-key-refused");

    const here = await people.signInOfficer(magog, "accreditor");
    expect((await here.get(`/api/acts/${act.id}`)).json.code).to.equal("act-unknown");
  });

  it("refuses an act of this city that names another city's institution", async () => {
    const atMagog = await people.accredit(magog, { kind: "MERCHANT", name: "Café du Lac", category: "Café" });
    const browser = await people.signInOfficer(brossard, "accreditor");
    const answer = await browser.act(`/api/institutions/${atMagog}/status`, { status: "SUSPENDED", reason: "Plainte" });
    expect(answer.status).to.equal(404);
    expect(answer.json.code).to.equal("institution-unknown");
  });

  it("refuses a device key where an officer's FULL key is needed", async () => {
    const officer = people.officer(brossard, "accreditor");
    const { browser, act } = await draft();
    const device = people.deviceOf("accreditor's phone");
    const { revision } = (await browser.get("/api/account")).json;
    const addition = { revision, validBefore: String(Math.floor(Date.now() / 1000) + 600) };
    const message = { account: officer.account, kind: 2, signer: device.signer, ...addition };
    const signature = await officer.wallet.sign({ hash: people.digestOf({ contract: "accounts", primaryType: "SignerAddition", message }) });
    const added = await browser.act("/api/account/signers", { kind: "DEVICE", signer: device.signer, label: "Téléphone", addition, holder: { signer: officer.wallet.address, signature } });
    await people.settled(browser, added);
    const signed = { signer: device.signer, signature: device.sign(people.digestOf(act.toSign)) };
    const refused = await browser.act(`/api/acts/${act.id}/approvals`, { signed });
    expect(refused.status).to.equal(403);
    expect(refused.json.code).to.equal("act-full-key-needed");
  });

  it("refuses a signature over other words than the act's", async () => {
    const { act } = await draft();
    const { browser, act: other } = await draft({ ...boulangerieTheo, name: "Autre" });
    const officer = people.officer(brossard, "accreditor");
    const signature = await officer.wallet.sign({ hash: people.digestOf(other.toSign) });
    const refused = await browser.act(`/api/acts/${act.id}/approvals`, { signed: { signer: officer.wallet.address, signature } });
    expect(refused.json.code).to.equal("act-key-refused");
  });

  it("signs nothing after a withdrawal or the end of its time", async () => {
    const { browser, act } = await draft();
    expect((await browser.act(`/api/acts/${act.id}/withdrawal`)).json.act.status).to.equal("WITHDRAWN");
    expect((await people.approve(browser, act.id, people.officer(brossard, "accreditor"))).json.code).to.equal("act-not-open");

    const { act: late } = await draft();
    await people.stack.query("brossard", `UPDATE municipal_acts SET valid_before = now() - interval '1 second' WHERE id = $1`, [late.id]);
    expect((await people.approve(browser, late.id, people.officer(brossard, "accreditor"))).json.code).to.equal("act-expired");
    expect((await browser.get("/api/acts?status=EXPIRED")).json.acts.map(({ id }: { id: string }) => id)).to.include(late.id);
  });

  it("sends an act once when its last signature comes twice at once", async () => {
    const { browser, act } = await draft();
    const answers = await Promise.all([1, 2].map(() => people.approve(browser, act.id, people.officer(brossard, "accreditor"))));
    expect(answers.filter((answer) => answer.status === 202)).to.have.length(1);
    const refused = answers.find((answer) => answer.status !== 202);
    expect(["act-second-person-needed", "act-not-open"]).to.include(refused?.json.code);
  });

  it("brings an unsigned act to the present revision of its subject, and never a signed one", async () => {
    const institution = await people.accredit(brossard, { ...boulangerieTheo, name: "Épicerie Ana" });
    const browser = await people.signInOfficer(brossard, "accreditor");
    const suspend = (await browser.act(`/api/institutions/${institution}/status`, { status: "SUSPENDED", reason: "Plainte" })).json.act;
    const reinstate = await browser.act(`/api/institutions/${institution}/status`, { status: "ACTIVE", reason: "Réglé" });
    expect(reinstate.json.act.toSign.message.revision).to.equal(suspend.toSign.message.revision);
    await people.settled(browser, await people.approve(browser, suspend.id, people.officer(brossard, "accreditor")));
    expect((await browser.get(`/api/institutions/${institution}`)).json.institution).to.include({ status: "SUSPENDED" });
    await people.done(browser, people.officer(brossard, "accreditor"), reinstate);
    expect((await browser.get(`/api/institutions/${institution}`)).json.institution).to.include({ status: "ACTIVE" });
    expect((await browser.get(`/api/acts/${suspend.id}`)).json.act.toSign.message.revision).to.equal(suspend.toSign.message.revision);
  });

  it("keeps approvals append-only and words sealed", async () => {
    const change = people.stack.query("brossard", `UPDATE municipal_act_approvals SET approved_at = now()`);
    expect(await change.then(() => "changed", () => "refused")).to.equal("refused");
    const rows = await people.stack.query("brossard", `SELECT row_to_json(municipal_acts)::text AS row FROM municipal_acts`);
    for (const { row } of rows) expect(row).not.to.include("Boulangerie Théo");
  });
});

import { expect } from "chai";
import type { DataSource } from "typeorm";
import { createCityDirectories } from "../../ledger-service/src/intercity/city-directories.ts";
import { createInstitutionNames, type InstitutionNames } from "../../ledger-service/src/modules/participants/institution-names.ts";
import { participantsEntities } from "../../ledger-service/src/modules/participants/participants.module.ts";
import { createChain } from "../../ledger-service/src/platform/chain/create-chain.ts";
import { createDatabase } from "../../ledger-service/src/platform/database/data-source.ts";
import { startCityPeople, type CityPeople } from "../support/service/city-people.ts";
import type { TestBrowser } from "../support/service/test-browser.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const boulangerieTheo = { kind: "MERCHANT", name: "Boulangerie Théo", category: "Boulangerie", address: "12, rue du Four", phone: "450 555-0112" };

describe("participants", () => {
  let people: CityPeople;
  let merchant: string;
  let otherMerchant: string;
  let merchantAtMagog: string;

  before(async () => {
    people = await startCityPeople();
    merchant = await people.accredit(brossard, boulangerieTheo);
    otherMerchant = await people.accredit(brossard, { ...boulangerieTheo, name: "Épicerie Ana" });
    merchantAtMagog = await people.accredit(magog, { ...boulangerieTheo, name: "Café du Lac" });
  });
  after(() => people.stop());

  const join = async (slug: string, name: string, role: string, institution: string) => {
    const city = slug === "magog" ? magog : brossard;
    const accreditor = await people.signInOfficer(city, "accreditor");
    const { code } = (await accreditor.post("/api/invitations", { role, displayName: name, institution })).json.invitation;
    const browser = await people.signIn(slug, name);
    expect((await browser.act("/api/invitations/accept", { code })).status).to.equal(200);
    return actingFor(browser, institution);
  };
  const actingFor = async (browser: TestBrowser, institution: string) => {
    await browser.post("/api/session/acting-for", { institution });
    await browser.openPage();
    return browser;
  };
  const codeFor = async (browser: TestBrowser, institution: string) =>
    (await browser.post(`/api/institutions/${institution}/terminal-codes`, { label: "Caisse 1" })).json.code as string;

  describe("institutions", () => {
    it("of this city are public; telephone, ceiling and counts are for officers", async () => {
      const visitor = people.stack.browserAt("brossard");
      const shown = (await visitor.get(`/api/institutions/${merchant}`)).json.institution;
      expect(shown).to.include({ name: "Boulangerie Théo", category: "Boulangerie", address: "12, rue du Four", status: "ACTIVE" });
      for (const hidden of ["phone", "dailyCeilingPoints", "terminalCount", "revision"]) expect(shown).not.to.have.property(hidden);
      const officer = await people.signInOfficer(brossard, "accreditor");
      const full = (await officer.get(`/api/institutions/${merchant}`)).json.institution;
      expect(full).to.include({ phone: "450 555-0112", terminalCount: 0, coordinatorCount: 0 });
      const kinds = (await visitor.get("/api/institutions?kind=MERCHANT")).json.institutions;
      expect(kinds.map(({ name }: { name: string }) => name)).to.have.members(["Boulangerie Théo", "Épicerie Ana"]);
    });

    it("closed, are closed for good", async () => {
      const gone = await people.accredit(brossard, { ...boulangerieTheo, name: "Kiosque" });
      const officer = await people.signInOfficer(brossard, "accreditor");
      const closing = await officer.act(`/api/institutions/${gone}/status`, { status: "CLOSED", reason: "Fin de bail" });
      await people.done(officer, people.officer(brossard, "accreditor"), closing);
      const again = await officer.act(`/api/institutions/${gone}/status`, { status: "ACTIVE", reason: "Retour" });
      expect(again.json.code).to.equal("institution-status-refused");
    });
  });

  describe("names of another city's institutions", () => {
    let database: DataSource;
    let names: InstitutionNames;
    let content: unknown;
    let asked = 0;

    before(async () => {
      const configuration = people.stack.configurationOf("magog");
      const directories = createCityDirectories({ chain: createChain(configuration.chain), cities: configuration.cities });
      database = createDatabase({ url: configuration.databaseUrl, poolSize: 2, entities: participantsEntities, migrations: [] });
      await database.initialize();
      names = createInstitutionNames({
        manager: database.manager,
        city: magog,
        cities: [brossard, magog],
        directoryContentOf: async (cityId) => {
          asked += 1;
          return content ?? (await directories.directoryOf(cityId)).content;
        },
      });
      await until(async () => (await people.stack.query("magog", `SELECT 1 FROM participant_institutions WHERE institution = $1`, [otherMerchant])).length === 1);
    });
    after(() => database.destroy());

    it("come from its signed directory, are checked against the ledger's hash and kept [W14]", async () => {
      expect(await names.nameOf(merchant as `0x${string}`)).to.equal("Boulangerie Théo");
      expect(await names.nameOf(merchant as `0x${string}`)).to.equal("Boulangerie Théo");
      expect(asked).to.equal(1);
    });

    it("are refused when the directory says another name than the one that was signed", async () => {
      const entry = { institution: otherMerchant, kind: "MERCHANT", name: "Banque Centrale", category: "Boulangerie", address: null, salt: `0x${"11".repeat(32)}`, privateHash: `0x${"22".repeat(32)}` };
      content = { institutions: [entry] };
      expect(await names.nameOf(otherMerchant as `0x${string}`)).to.equal(undefined);
      content = undefined;
      expect(await names.nameOf(otherMerchant as `0x${string}`)).to.equal("Épicerie Ana");
    });

    it("publish no telephone", async () => {
      const directory = await people.stack.browserAt("brossard").get("/.well-known/maille/directory.json");
      expect(directory.text).to.include("Boulangerie Théo").and.not.include("450 555-0112");
    });
  });

  describe("terminals", () => {
    it("are enrolled by a one-time code, by someone who acts for that merchant, and removed [Q14]", async () => {
      const theo = await join("brossard", "theo", "MERCHANT_OWNER", merchant);
      const code = await codeFor(theo, merchant);
      const signer = people.deviceOf("caisse 1").signer;
      const { terminal } = await people.settled(theo, await theo.act("/api/terminals", { code, signer }));
      const listed = await theo.get(`/api/institutions/${merchant}/terminals`, { headers: { "x-maille-terminal": String(terminal) } });
      expect(listed.json.terminals).to.have.length(1);
      expect(listed.json.terminals[0]).to.include({ terminal, label: "Caisse 1", status: "ACTIVE", isThisDevice: true });

      await people.settled(theo, await theo.act(`/api/terminals/${terminal}/removal`));
      expect((await theo.get(`/api/institutions/${merchant}/terminals`)).json.terminals[0]).to.include({ status: "CLOSED", isThisDevice: false });
      const back = await theo.act("/api/terminals", { code: await codeFor(theo, merchant), signer });
      expect(back.json.code).to.equal("terminal-exists");
    });

    it("get one same refusal for a code that is used, expired, unknown or of another merchant", async () => {
      const ana = await join("brossard", "aicha", "MERCHANT_OWNER", otherMerchant);
      const theo = await actingFor(await people.signIn("brossard", "theo"), merchant);
      const used = await codeFor(ana, otherMerchant);
      await people.settled(ana, await ana.act("/api/terminals", { code: used, signer: people.deviceOf("caisse ana").signer }));
      const expired = await codeFor(ana, otherMerchant);
      await people.stack.query("brossard", `UPDATE terminal_codes SET expires_at = now() - interval '1 second' WHERE used_at IS NULL AND merchant = $1`, [otherMerchant]);
      const foreign = await codeFor(theo, merchant);
      const signer = people.deviceOf("caisse ana 2").signer;
      const answers = [];
      for (const code of [used, expired, "ZZZZ ZZZZ ZZZZ", foreign]) answers.push(await ana.act("/api/terminals", { code, signer }));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
      expect(answers[0]?.json.code).to.equal("one-time-code-refused");
    });

    it("limit guesses at codes, in French [S11]", async () => {
      const cashier = await join("brossard", "jean", "CASHIER", merchant);
      const signer = people.deviceOf("guesser").signer;
      let last = await cashier.act("/api/terminals", { code: "ZZZZ ZZZZ ZZZZ", signer });
      for (let guess = 0; guess < 20 && last.status !== 429; guess++) last = await cashier.act("/api/terminals", { code: "ZZZZ ZZZZ ZZZZ", signer });
      expect(last.status).to.equal(429);
      expect(last.json.title).to.equal("Trop de demandes");
    });

    it("are not for an organization", async () => {
      const organization = await people.accredit(brossard, { kind: "ORGANIZATION", name: "Maison des aînés", category: "Entraide" });
      const officer = await people.signInOfficer(brossard, "accreditor");
      const refused = await officer.post(`/api/institutions/${organization}/terminal-codes`, { label: "Caisse" });
      expect(refused.json.code).to.equal("institution-kind-refused");
    });
  });

  describe("a user of one city", () => {
    /** Ids of objects of the other city, by the name a route gives them. */
    async function foreignIds() {
      const theo = await join("magog", "theo", "MERCHANT_OWNER", merchantAtMagog);
      const signer = people.deviceOf("caisse du lac").signer;
      const { terminal } = await people.settled(theo, await theo.act("/api/terminals", { code: await codeFor(theo, merchantAtMagog), signer }));
      const officer = await people.signInOfficer(magog, "accreditor");
      const act = (await officer.act("/api/institutions", boulangerieTheo)).json.act;
      const invitation = (await officer.post("/api/invitations", { role: "CASHIER", displayName: "Luc", institution: merchantAtMagog })).json.invitation;
      const [member] = (await officer.get(`/api/institutions/${merchantAtMagog}/members`)).json.members;
      const notices = await people.stack.query("magog", `SELECT gen_random_uuid()::text AS id`);
      return { institution: merchantAtMagog, merchant: merchantAtMagog, terminal: String(terminal), memberId: member.id, act: act.id, invitation: invitation.id, notice: String(notices[0]?.id) };
    }

    it("reaches no object of another, whatever the route and the role: 403 or 404 [S9]", async () => {
      const ids = await foreignIds();
      const owner = await actingFor(await people.signIn("brossard", "theo"), merchant);
      const browsers = [owner, await people.signIn("brossard", "robert"), ...(await Promise.all(brossard.officers.map(({ actor }) => people.signIn("brossard", actor.name.toLowerCase().replaceAll(" ", "-")))))];
      const bodies: Record<string, unknown> = {
        "/api/institutions/{institution}/status": { status: "SUSPENDED", reason: "Plainte" },
        "/api/institutions/{merchant}/terminal-codes": { label: "Caisse" },
        "/api/acts/{id}/approvals": { signed: { signer: `0x${"11".repeat(20)}`, signature: "0x11" } },
      };
      const idOf = (path: string, name: string): string => {
        if (name === "id" && path.startsWith("/api/acts")) return ids.act;
        if (name === "id" && path.startsWith("/api/invitations")) return ids.invitation;
        if (name === "id") return ids.notice;
        const known: Record<string, string> = { institution: ids.institution, merchant: ids.merchant, terminal: ids.terminal, memberId: ids.memberId };
        return known[name] ?? "";
      };
      const prefixes = ["/api/institutions/", "/api/terminals/", "/api/acts/", "/api/invitations/", "/api/notices/"];
      const routes = people.stack.cityOf("brossard").routes.filter(({ path }) => path.includes("{") && prefixes.some((prefix) => path.startsWith(prefix)));
      expect(routes.length).to.be.above(9);
      for (const route of routes) {
        const path = route.path.replace(/\{(\w+)\}/gu, (_whole, name: string) => idOf(route.path, name));
        for (const browser of browsers) {
          const answer = route.method === "GET" ? await browser.get(path) : await browser.act(path, bodies[route.path] ?? {});
          expect([403, 404], `${route.method} ${route.path}: ${answer.status} ${answer.text}`).to.include(answer.status);
        }
      }
    });

    it("is nobody in another: the session of one city opens nothing at the next [S9]", async () => {
      const officer = await people.signInOfficer(brossard, "accreditor");
      const elsewhere = people.stack.browserAt("magog");
      await elsewhere.openPage();
      for (const [name, value] of officer.cookies) elsewhere.cookies.set(name, value);
      expect((await elsewhere.get("/api/acts")).status).to.equal(401);
    });
  });
});

import { expect } from "chai";
import { concat, encodeAbiParameters } from "viem";
import { composeCity } from "../../ledger-service/src/compose-city.ts";
import { askStatement, messageOf, signInByWallet } from "../support/service/sign-in-by-wallet.ts";
import { brossard, magog, officerOf } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { signInAsPersona } from "../support/service/test-browser.ts";
import { walletActor } from "../support/service/service-actors.ts";

const cookieName = "__Host-maille";
const aicha = { sub: "aicha", name: "Aïcha Benali", roleLabel: "Résidente", hint: "" };
const robert = { sub: "robert", name: "Robert Gagnon", roleLabel: "Résident", hint: "" };

describe("sign-in", () => {
  let stack: ServiceStack;

  before(async () => {
    stack = await startServiceStack({ cities: [brossard, magog], personas: [aicha, robert], compose: (configuration) => composeCity(configuration) });
  });
  after(() => stack.stop());

  describe("sessions", () => {
    it("gives a new id at sign-in and ends the one before [S5]", async () => {
      const browser = stack.browserAt("brossard");
      await browser.openPage();
      const before = browser.cookies.get(cookieName) ?? "";
      const session = await signInAsPersona(browser, "aicha");
      expect(session.json.person).to.include({ displayName: "Aïcha Benali", signInMethod: "OIDC", isEnrolled: false });
      expect(browser.cookies.get(cookieName)).to.not.equal(before);
      const old = stack.browserAt("brossard");
      old.cookies.set(cookieName, before);
      expect((await old.get("/api/session")).json.person).to.equal(null);
    });

    it("keeps a cookie of this host only, unseen by scripts, and no session id in the database [S5]", async () => {
      const browser = stack.browserAt("brossard");
      const answer = await browser.openPage();
      expect(answer.headers.getSetCookie()[0]).to.match(/^__Host-maille=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      const id = browser.cookies.get(cookieName) ?? "";
      const rows = await stack.query("brossard", "SELECT id_hash FROM sessions");
      expect(rows.map((row) => row["id_hash"])).to.not.include(id);
    });

    it("knows nobody by another city's session [S8]", async () => {
      const browser = stack.browserAt("brossard");
      await signInAsPersona(browser, "robert");
      const elsewhere = stack.browserAt("magog");
      elsewhere.cookies.set(cookieName, browser.cookies.get(cookieName) ?? "");
      expect((await elsewhere.get("/api/session")).json.person).to.equal(null);
      expect((await elsewhere.get("/api/account")).status).to.equal(401);
    });

    it("ends every session of the person at sign-out [S6]", async () => {
      const phone = stack.browserAt("brossard");
      const tablet = stack.browserAt("brossard");
      await signInAsPersona(phone, "robert");
      await signInAsPersona(tablet, "robert");
      expect((await phone.delete("/api/session")).status).to.equal(204);
      expect((await tablet.get("/api/session")).json.person).to.equal(null);
    });

    it("ends a resident's session after 30 idle minutes and any after 12 hours [S5]", async () => {
      const idle = stack.browserAt("brossard");
      await signInAsPersona(idle, "aicha");
      await stack.query("brossard", "UPDATE sessions SET last_seen_at = now() - interval '29 minutes'");
      expect((await idle.get("/api/session")).json.person).to.not.equal(null);
      await stack.query("brossard", "UPDATE sessions SET last_seen_at = now() - interval '31 minutes'");
      expect((await idle.get("/api/session")).json.person).to.equal(null);
      const old = stack.browserAt("brossard");
      await signInAsPersona(old, "aicha");
      await stack.query("brossard", "UPDATE sessions SET absolute_ends_at = now() - interval '1 second'");
      expect((await old.get("/api/session")).json.person).to.equal(null);
    });
  });

  describe("OpenID Connect", () => {
    it("keys a person by issuer and subject: the same name twice is two people, the same person twice is one [I2]", async () => {
      const first = await signInAsPersona(stack.browserAt("brossard"), "aicha");
      const again = await signInAsPersona(stack.browserAt("brossard"), "aicha");
      const other = await signInAsPersona(stack.browserAt("brossard"), "robert");
      expect(again.json.person.personId).to.equal(first.json.person.personId);
      expect(other.json.person.personId).to.not.equal(first.json.person.personId);
    });

    it("keeps names encrypted", async () => {
      await signInAsPersona(stack.browserAt("brossard"), "aicha");
      const rows = await stack.query("brossard", "SELECT * FROM persons");
      expect(JSON.stringify(rows)).to.not.include("Benali").and.to.not.include("aicha");
    });

    it("refuses an answer that another browser asked for [I1]", async () => {
      const victim = stack.browserAt("brossard");
      await victim.openPage();
      const attacker = stack.browserAt("brossard");
      await attacker.openPage();
      const start = await attacker.get("/api/sign-in/oidc/start");
      const state = new URL(start.headers.get("location") ?? "").searchParams.get("state");
      const answer = await victim.get(`/api/sign-in/oidc/callback?code=stolen&state=${state}`);
      expect(answer.status).to.equal(401);
      expect(answer.json.code).to.equal("sign-in-expired");
    });

    it("comes back though a slow page gave the browser another session meanwhile", async () => {
      const aicha = stack.browserAt("brossard");
      const page = await aicha.follow("/api/sign-in/oidc/start");
      const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? "";
      await aicha.openPage();
      const chosen = await aicha.send("POST", action, "sub=aicha", { headers: { "content-type": "application/x-www-form-urlencoded" } });
      await aicha.follow(chosen.headers.get("location") ?? "");
      const session = await aicha.openPage();
      expect(session.json.person.displayName).to.equal("Aïcha Benali");
    });

    it("refuses a code of another city's provider, and an answer that names another issuer [I1]", async () => {
      for (const issuer of ["magog", "hostile"]) {
        const browser = stack.browserAt("brossard");
        await browser.openPage();
        const start = await browser.get("/api/sign-in/oidc/start");
        const state = new URL(start.headers.get("location") ?? "").searchParams.get("state");
        const iss = encodeURIComponent(stack.configurationOf("brossard").identityProvider.issuer.replace("brossard", issuer));
        const answer = await browser.get(`/api/sign-in/oidc/callback?code=of-another&state=${state}&iss=${iss}`);
        expect(answer.status).to.equal(401);
        expect(answer.json.code).to.equal("sign-in-refused");
        const again = await browser.get(`/api/sign-in/oidc/callback?code=of-another&state=${state}`);
        expect(again.json.code, "the state was used").to.equal("sign-in-expired");
      }
    });

    it("sends nobody to another host afterwards", async () => {
      const browser = stack.browserAt("brossard");
      await browser.openPage();
      for (const returnTo of ["//evil.example/", "https://evil.example/", "/\\evil.example"]) {
        const answer = await browser.get(`/api/sign-in/oidc/start?returnTo=${encodeURIComponent(returnTo)}`);
        expect(answer.status).to.equal(400);
      }
    });
  });

  describe("Ethereum", () => {
    it("signs an officer in, with the power that the ledger gives [S4]", async () => {
      const browser = stack.browserAt("brossard");
      const answer = await signInByWallet(browser, officerOf(brossard, "AUDIT"));
      expect(answer.status).to.equal(200);
      expect(answer.json.person.signInMethod).to.equal("ETHEREUM");
      expect(answer.json.person.roles.flatMap((role: { powers?: string[] }) => role.powers ?? [])).to.deep.equal(["AUDIT"]);
    });

    it("ends a staff session after 15 idle minutes [S5]", async () => {
      const browser = stack.browserAt("brossard");
      await signInByWallet(browser, officerOf(brossard, "TREASURY"));
      await stack.query("brossard", "UPDATE sessions SET last_seen_at = now() - interval '14 minutes'");
      expect((await browser.get("/api/session")).json.person).to.not.equal(null);
      await stack.query("brossard", "UPDATE sessions SET last_seen_at = now() - interval '16 minutes'");
      expect((await browser.get("/api/session")).json.person).to.equal(null);
    });

    it("refuses a wallet that holds no power in this city", async () => {
      const answer = await signInByWallet(stack.browserAt("brossard"), officerOf(magog, "AUDIT"));
      expect(answer.json.code).to.equal("power-missing");
      const stranger = await signInByWallet(stack.browserAt("brossard"), walletActor("a stranger"));
      expect(stranger.json.code).to.equal("power-missing");
    });

    it("uses a nonce once, for its own browser only [S3]", async () => {
      const auditor = officerOf(brossard, "AUDIT");
      const browser = stack.browserAt("brossard");
      const statement = await askStatement(browser);
      const message = messageOf(auditor, statement);
      const signature = await auditor.wallet.signMessage({ message });
      const thief = stack.browserAt("brossard");
      await thief.openPage();
      expect((await thief.post("/api/sign-in/ethereum", { message, signature })).json.code).to.equal("sign-in-expired");
      const [one, other] = await Promise.all([browser.post("/api/sign-in/ethereum", { message, signature }), browser.post("/api/sign-in/ethereum", { message, signature })]);
      expect([one?.status, other?.status].filter((status) => status === 200)).to.have.length(1);
    });

    it("forgets the nonce of a message that fails [S3]", async () => {
      const auditor = officerOf(brossard, "AUDIT");
      const browser = stack.browserAt("brossard");
      const statement = await askStatement(browser);
      const foreign = messageOf(auditor, { ...statement, chainId: 1 });
      const refused = await browser.post("/api/sign-in/ethereum", { message: foreign, signature: await auditor.wallet.signMessage({ message: foreign }) });
      expect(refused.json.code).to.equal("sign-in-refused");
      const message = messageOf(auditor, statement);
      const late = await browser.post("/api/sign-in/ethereum", { message, signature: await auditor.wallet.signMessage({ message }) });
      expect(late.json.code).to.equal("sign-in-expired");
    });

    it("refuses a message of another city, and a nonce older than five minutes [S1, S3]", async () => {
      const auditor = officerOf(brossard, "AUDIT");
      const browser = stack.browserAt("brossard");
      const foreign = { ...(await askStatement(browser)), domain: new URL(stack.configurationOf("magog").city.origin).host };
      const message = messageOf(auditor, foreign);
      expect((await browser.post("/api/sign-in/ethereum", { message, signature: await auditor.wallet.signMessage({ message }) })).json.code).to.equal("sign-in-refused");
      const statement = await askStatement(browser);
      await stack.query("brossard", "UPDATE sign_in_challenges SET created_at = now() - interval '6 minutes'");
      const old = messageOf(auditor, statement);
      expect((await browser.post("/api/sign-in/ethereum", { message: old, signature: await auditor.wallet.signMessage({ message: old }) })).json.code).to.equal("sign-in-expired");
    });

    it("refuses another's signature and an ERC-6492 wrapper [S4]", async () => {
      const auditor = officerOf(brossard, "AUDIT");
      const forged = stack.browserAt("brossard");
      const message = messageOf(auditor, await askStatement(forged));
      const signature = await walletActor("a forger").wallet.signMessage({ message });
      expect((await forged.post("/api/sign-in/ethereum", { message, signature })).json.code).to.equal("sign-in-refused");

      const wrapped = stack.browserAt("brossard");
      const text = messageOf(auditor, await askStatement(wrapped));
      const inner = await auditor.wallet.signMessage({ message: text });
      const wrapper = concat([
        encodeAbiParameters([{ type: "address" }, { type: "bytes" }, { type: "bytes" }], [auditor.wallet.address, "0x", inner]),
        "0x6492649264926492649264926492649264926492649264926492649264926492",
      ]);
      expect((await wrapped.post("/api/sign-in/ethereum", { message: text, signature: wrapper })).json.code).to.equal("sign-in-refused");
    });
  });
});

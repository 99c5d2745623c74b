import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { z } from "zod";
import { defineAct, defineRoute } from "../../ledger-service/src/platform/http/route.ts";
import { composeCoreCity } from "../support/service/core-city.ts";
import { brossard } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { signInAsPersona, type TestBrowser } from "../support/service/test-browser.ts";

const aicha = { sub: "aicha", name: "Aïcha Benali", roleLabel: "Résidente", hint: "" };

class Marks1700000900000 implements MigrationInterface {
  readonly name = "Marks1700000900000";
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE marks (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text NOT NULL)");
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE marks");
  }
}

const markRoute = defineAct({
  method: "POST",
  path: "/api/marks",
  summary: "Leaves a mark",
  access: "session",
  body: z.strictObject({ text: z.string().max(40), fails: z.boolean().optional() }),
  answer: z.object({ count: z.number() }),
  status: 201,
  handle: async ({ body, transaction }) => {
    await transaction.manager.query("INSERT INTO marks (text) VALUES ($1)", [body.text]);
    if (body.fails === true) throw new Error("a fault of the service");
    const [row] = await transaction.manager.query("SELECT count(*)::int AS count FROM marks");
    return { count: row.count };
  },
});

const limitedRoute = defineRoute({
  method: "POST",
  path: "/api/look-ups",
  summary: "Is limited",
  access: "session",
  limit: { count: 3, per: "minute", by: "person" },
  handle: async () => undefined,
});

describe("what every route guards", () => {
  let stack: ServiceStack;
  let browser: TestBrowser;

  before(async () => {
    stack = await startServiceStack({
      cities: [brossard],
      personas: [aicha],
      compose: (configuration) => composeCoreCity(configuration, () => ({ routes: [markRoute, limitedRoute] }), { migrations: [Marks1700000900000] }),
    });
    browser = stack.browserAt("brossard");
    await signInAsPersona(browser, "aicha");
  });
  after(() => stack.stop());

  const marksOf = async (text: string): Promise<number> => (await stack.query("brossard", "SELECT 1 FROM marks WHERE text = $1", [text])).length;

  describe("idempotency [Q5]", () => {
    it("gives the stored answer to the same request under the same key", async () => {
      const key = randomUUID();
      const first = await browser.act("/api/marks", { text: "once" }, key);
      const again = await browser.act("/api/marks", { text: "once" }, key);
      expect(first.status).to.equal(201);
      expect(again.status).to.equal(201);
      expect(again.json).to.deep.equal(first.json);
      expect(first.headers.get("idempotency-hit")).to.equal(null);
      expect(again.headers.get("idempotency-hit")).to.equal("true");
      expect(await marksOf("once")).to.equal(1);
    });

    it("acts once for twenty of them at the same time", async () => {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 20 }, () => browser.act("/api/marks", { text: "storm" }, key)));
      expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
      expect(await marksOf("storm")).to.equal(1);
    });

    it("refuses another body under the same key with 409", async () => {
      const key = randomUUID();
      await browser.act("/api/marks", { text: "mine" }, key);
      const other = await browser.act("/api/marks", { text: "other" }, key);
      expect(other.status).to.equal(409);
      expect(other.json.code).to.equal("idempotency-key-reused");
      expect(await marksOf("other")).to.equal(0);
    });

    it("keeps nothing of an act that failed, so that it may be tried again", async () => {
      const key = randomUUID();
      const failed = await browser.act("/api/marks", { text: "failed", fails: true }, key);
      expect(failed.status).to.equal(500);
      expect(failed.json.detail).to.not.include("fault");
      expect(await marksOf("failed")).to.equal(0);
      expect((await browser.act("/api/marks", { text: "tried again" }, key)).status).to.equal(201);
    });

    it("needs a key", async () => {
      expect((await browser.post("/api/marks", { text: "keyless" })).json.code).to.equal("idempotency-key-needed");
    });
  });

  describe("requests from elsewhere [S7]", () => {
    const act = (options: { headers?: Record<string, string>; without?: readonly string[] }) =>
      browser.post("/api/marks", { text: "forged" }, { ...options, headers: { "idempotency-key": randomUUID(), ...options.headers } });

    it("refuses a request without or with another anti-forgery token", async () => {
      expect((await act({ without: ["x-maille-csrf"] })).json.code).to.equal("csrf-refused");
      expect((await act({ headers: { "x-maille-csrf": "a".repeat(43) } })).json.code).to.equal("csrf-refused");
    });

    it("refuses another origin, and none", async () => {
      expect((await act({ headers: { origin: "http://evil.example" } })).json.code).to.equal("origin-refused");
      expect((await act({ headers: { origin: "null" } })).json.code).to.equal("origin-refused");
      expect((await act({ without: ["origin"] })).json.code).to.equal("origin-refused");
      expect((await act({ headers: { "sec-fetch-site": "same-site" } })).json.code).to.equal("origin-refused");
    });

    it("refuses what is not JSON", async () => {
      expect((await act({ headers: { "content-type": "text/plain" } })).status).to.equal(415);
      expect((await act({ headers: { "content-type": "application/x-www-form-urlencoded" } })).status).to.equal(415);
    });

    it("changes nothing of all that", async () => {
      expect(await marksOf("forged")).to.equal(0);
    });
  });

  describe("inputs [V3, V4]", () => {
    it("refuses a body above 32 kB, and one that cannot be read", async () => {
      expect((await browser.act("/api/marks", { text: "x".repeat(40_000) })).status).to.equal(413);
      expect((await browser.act("/api/marks", "{not json")).json.code).to.equal("body-unreadable");
    });

    it("refuses objects where a word is expected, and names the field in French", async () => {
      const answer = await browser.act("/api/marks", { text: { role: "admin" } });
      expect(answer.status).to.equal(400);
      expect(answer.headers.get("content-type")).to.include("application/problem+json");
      expect(answer.json.errors[0]).to.include({ path: "text" });
      expect(answer.json.errors[0].message).to.equal("Remplissez ce champ.");
    });

    it("reads query strings as plain words", async () => {
      const answer = await browser.get("/api/sign-in/oidc/start?returnTo[role]=admin");
      expect(answer.status).to.equal(302);
    });
  });

  it("answers 429 in French beyond a limit, for that person [S11]", async () => {
    for (let call = 0; call < 3; call += 1) expect((await browser.post("/api/look-ups")).status).to.equal(204);
    const limited = await browser.post("/api/look-ups");
    expect(limited.status).to.equal(429);
    expect(limited.json.title).to.equal("Trop de demandes");
    expect(limited.headers.get("retry-after")).to.equal("60");
  });

  it("lets no script or page of others in [W13]", async () => {
    const csp = (await browser.get("/api/session")).headers.get("content-security-policy") ?? "";
    expect(csp).to.include("script-src 'self' 'wasm-unsafe-eval'").and.to.include("frame-ancestors 'none'").and.to.include("require-trusted-types-for 'script'");
    expect(csp).to.not.match(/https?:/);
  });

  it("writes refusals to a log that nothing can change [S13]", async () => {
    await browser.post("/api/marks", { text: "logged" }, { without: ["x-maille-csrf"], headers: { "idempotency-key": randomUUID() } });
    const rows = await stack.query("brossard", "SELECT event, route FROM security_log WHERE event = 'CSRF_REFUSED' ORDER BY id DESC LIMIT 1");
    expect(rows[0]).to.deep.equal({ event: "CSRF_REFUSED", route: "/api/marks" });
    const failure = await stack.query("brossard", "DELETE FROM security_log").then(() => undefined, (error: unknown) => error);
    expect(String(failure)).to.include("append-only");
  });
});

import { expect } from "chai";
import { composeCity } from "../../ledger-service/src/compose-city.ts";
import type { Route } from "../../ledger-service/src/platform/http/route.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { signInAsPersona, type TestBrowser } from "../support/service/test-browser.ts";

const aicha = { sub: "aicha", name: "Aïcha Benali", roleLabel: "Résidente", hint: "" };
const someId = `0x${"00".repeat(31)}01`;

/** Something in the place of each path parameter. */
const pathOf = (route: Route): string => route.path.replace(/\{\w+\}/g, someId);

const send = (browser: TestBrowser, route: Route) => browser.send(route.method, pathOf(route), {}, { headers: { "idempotency-key": "a-key-of-the-route-table" } });

const needsRole = (route: Route): boolean => route.access !== "public" && route.access !== "session";

describe("the route table [S9]", () => {
  let stack: ServiceStack;
  let routes: readonly Route[];

  before(async () => {
    stack = await startServiceStack({ cities: [brossard, magog], personas: [aicha], compose: (configuration) => composeCity(configuration) });
    routes = stack.cityOf("brossard").routes;
  });
  after(() => stack.stop());

  it("names each route once, and what each needs", () => {
    const names = routes.map((route) => `${route.method} ${route.path}`);
    expect(new Set(names).size).to.equal(names.length);
    expect(names.length).to.be.greaterThan(60);
    const elsewhere = routes.filter(({ path }) => !path.startsWith("/api/"));
    expect(elsewhere.map(({ method, path, access }) => [method, path, access])).to.deep.equal([["GET", "/.well-known/maille/network.json", "public"]]);
  });

  it("asks whoever is not signed in to sign in, on every route that is not public", async () => {
    const stranger = stack.browserAt("brossard");
    await stranger.openPage();
    for (const route of routes.filter(({ access }) => access !== "public")) {
      expect((await send(stranger, route)).status, `${route.method} ${route.path}`).to.equal(401);
    }
  });

  it("refuses someone without a role on every route that needs one", async () => {
    const browser = stack.browserAt("brossard");
    await signInAsPersona(browser, "aicha");
    for (const route of routes.filter(needsRole)) {
      expect((await send(browser, route)).status, `${route.method} ${route.path}`).to.equal(403);
    }
  });

  it("knows nobody of another city on any route", async () => {
    const atHome = stack.browserAt("magog");
    await signInAsPersona(atHome, "aicha");
    const abroad = stack.browserAt("brossard");
    for (const [name, value] of atHome.cookies) abroad.cookies.set(name, value);
    abroad.csrfToken = atHome.csrfToken;
    for (const route of routes.filter(({ access }) => access !== "public")) {
      expect((await send(abroad, route)).status, `${route.method} ${route.path}`).to.equal(401);
    }
  });

  it("gives nobody another person's operation", async () => {
    const browser = stack.browserAt("brossard");
    await signInAsPersona(browser, "aicha");
    await stack.query("brossard", "INSERT INTO operations (id, act, group_key, item, owner_person_id, status) VALUES ('11111111-1111-4111-8111-111111111111', 'of-another', '', '{}', '22222222-2222-4222-8222-222222222222', 'failed')");
    expect((await browser.get("/api/operations/11111111-1111-4111-8111-111111111111")).status).to.equal(404);
  });
});

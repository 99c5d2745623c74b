import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import * as client from "openid-client";
import { Pool } from "pg";
import { openChildRecords } from "../../../scripts/demo/child-record.ts";
import { openGateway, type Gateway } from "../../../scripts/demo/gateway.ts";
import { createCityIdentityProvider } from "../../../scripts/demo/identity-provider/city-identity-provider.ts";
import { drawProviderKeys, parseProviderKeys } from "../../../scripts/demo/identity-provider/provider-keys.ts";
import { resolveLocalhostNames } from "../../../scripts/demo/localhost-lookup.ts";
import { startPostgres, type Postgres } from "../../../scripts/demo/postgres/start-postgres.ts";
import { welcomePage } from "../../../scripts/demo/welcome-page.ts";

/** Any port that is free: the first gateway draws it, and a restart keeps it. */
let port = 0;
const issuer = (): string => `http://brossard.localhost:${port}/oidc`;
const redirect = (): string => `http://brossard.localhost:${port}/retour`;
const aicha = { sub: "aicha", name: "Aïcha Benali", roleLabel: "Résidente", hint: "Payez à la boulangerie", birthdate: "1990-04-12" };
const robert = { sub: "robert", name: "Robert <Roy>", roleLabel: "Résident", hint: "Déneigez un escalier" };

describe("a city's identity provider, behind the gateway", function () {
  this.timeout(180_000);
  const keys = parseProviderKeys(drawProviderKeys());
  let folder: string;
  let postgres: Postgres;
  let pool: Pool;
  let gateway: Gateway;
  let restoreNames: () => void;

  const serve = async (): Promise<void> => {
    gateway = await openGateway({ port, slugs: ["brossard", "magog"], welcome: welcomePage([]) });
    ({ port } = gateway);
    const identityProvider = await createCityIdentityProvider({
      city: { slug: "brossard", name: "Brossard" }, issuer: issuer(), keys, personas: [aicha, robert], pool,
      client: { id: "ledger-service", secret: "s".repeat(43), redirectUris: [redirect()], postLogoutRedirectUris: [`http://brossard.localhost:${port}/`] },
    });
    gateway.serve({ slug: "brossard", identityProvider, service: (_request, response) => response.end("service de Brossard") });
  };

  before(async () => {
    restoreNames = resolveLocalhostNames();
    folder = mkdtempSync(join(tmpdir(), "maille-identite-"));
    rmSync(folder, { recursive: true });
    mkdirSync(folder, { mode: 0o711 });
    postgres = await startPostgres({ folder: join(folder, "postgres"), children: openChildRecords(join(folder, "children")), port: 0, adminPassword: "a" });
    pool = new Pool({ connectionString: await postgres.database("brossard", "b"), max: 4 });
    await serve();
  });
  after(async () => {
    await gateway.close();
    await pool.end();
    await postgres.stop();
    restoreNames();
    rmSync(folder, { recursive: true, force: true });
  });

  it("signs in the chosen persona by code flow with PKCE, in ES256 [I1]", async () => {
    const { config, url, checks } = await authorization();
    const browser = createBrowser();
    const picker = await browser.follow(url);
    expect(picker.body).to.include("Aïcha Benali").and.to.include("Robert &#60;Roy&#62;").and.not.to.include("Robert <Roy>");
    expect(picker.headers.get("content-security-policy")).to.include("default-src 'none'");
    const back = await browser.choose(picker.url, "aicha");
    const tokens = await client.authorizationCodeGrant(config, back, checks);
    const claims = tokens.claims();
    expect(claims).to.include({ sub: "aicha", name: "Aïcha Benali", birthdate: "1990-04-12", locale: "fr-CA", iss: issuer() });
    expect(claims?.auth_time).to.be.a("number");
    expect(JSON.parse(Buffer.from(tokens.id_token?.split(".")[0] ?? "", "base64url").toString())).to.have.property("alg", "ES256");
    expect(await client.fetchUserInfo(config, tokens.access_token, "aicha")).to.have.property("name", "Aïcha Benali");
  });

  it("refuses a request without PKCE [I1]", async () => {
    const { config } = await authorization();
    const url = client.buildAuthorizationUrl(config, { redirect_uri: redirect(), scope: "openid", state: "s" });
    const answer = await createBrowser().follow(url);
    expect(answer.url.searchParams.get("error")).to.equal("invalid_request");
  });

  it("refuses a code whose verifier is another's [I1]", async () => {
    const { config, url, checks } = await authorization();
    const browser = createBrowser();
    const back = await browser.choose((await browser.follow(url)).url, "robert");
    const refusal = await client.authorizationCodeGrant(config, back, { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() }).catch((error: unknown) => error);
    expect(refusal).to.have.property("error", "invalid_grant");
  });

  it("knows nobody else, and asks again who one is at each sign-in", async () => {
    const browser = createBrowser();
    const first = await authorization();
    await browser.choose((await browser.follow(first.url)).url, "robert");
    const second = await authorization();
    const picker = await browser.follow(second.url);
    expect(picker.body.indexOf("Robert"), "who was chosen last comes first").to.be.below(picker.body.indexOf("Aïcha"));
    expect((await browser.post(picker.url, "inconnu")).status).to.equal(400);
  });

  it("remembers a sign-in begun before a restart", async () => {
    const { config, url, checks } = await authorization();
    const browser = createBrowser();
    const picker = await browser.follow(url);
    await gateway.close();
    await serve();
    const back = await browser.choose(picker.url, "aicha");
    expect((await client.authorizationCodeGrant(config, back, checks)).claims()).to.have.property("sub", "aicha");
  });

  it("sends each host to its city, and no other", async () => {
    const text = async (host: string) => (await fetch(`http://${host}:${port}/`)).text();
    expect(await text("brossard.localhost")).to.equal("service de Brossard");
    expect(await text("localhost")).to.include("Choisissez une ville");
    const status = async (host: string) => (await fetch(`http://${host}:${port}/`)).status;
    expect(await status("magog.localhost")).to.equal(503);
    expect(await status("laval.localhost")).to.equal(404);
  });

  it("says in one sentence that a port is taken", async () => {
    const refusal = await openGateway({ port, slugs: [], welcome: welcomePage([]) }).catch((error: unknown) => error);
    expect(refusal).to.have.property("fr").that.includes(`Le port ${port} est déjà pris`);
  });
});

async function authorization() {
  const config = await client.discovery(new URL(issuer()), "ledger-service", "s".repeat(43), client.ClientSecretBasic("s".repeat(43)), { execute: [client.allowInsecureRequests] });
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const checks = { pkceCodeVerifier, expectedState: client.randomState(), expectedNonce: client.randomNonce(), maxAge: 60 };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect(), scope: "openid profile", state: checks.expectedState, nonce: checks.expectedNonce, max_age: "60",
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: "S256",
  });
  return { config, url, checks };
}

/** Follows redirects with cookies, and stops at the client's own address. */
function createBrowser() {
  const cookies = new Map<string, string>();
  async function visit(url: URL, init: RequestInit = {}) {
    const response = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    return response;
  }
  async function follow(url: URL, init?: RequestInit): Promise<{ url: URL; body: string; status: number; headers: Headers }> {
    const response = await visit(url, init);
    const location = response.headers.get("location");
    if (location === null) return { url, body: await response.text(), status: response.status, headers: response.headers };
    const next = new URL(location, url);
    return next.href.startsWith(redirect()) ? { url: next, body: "", status: response.status, headers: response.headers } : follow(next);
  }
  const post = (picker: URL, sub: string) => follow(picker, {
    method: "POST", body: new URLSearchParams({ sub }).toString(), headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  return { follow, post, choose: async (picker: URL, sub: string) => (await post(picker, sub)).url };
}

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { exportJWK, generateKeyPair, SignJWT, type JWK } from "jose";
import { createLogger } from "../../ledger-service/src/platform/logging/logger.ts";
import { createOpenIdProvider } from "../../ledger-service/src/sign-in/open-id-provider.ts";

/** A provider that answers what a test wants it to. */
interface HostileProvider {
  readonly issuer: string;
  namedIssuer: string;
  claims: Record<string, unknown>;
  signsWithKnownKey: boolean;
  close(): void;
}

const clientId = "ledger-service";
const clientSecret = "a client secret of tests, long enough";
const origin = "http://brossard.localhost:8080";

async function startHostileProvider(): Promise<HostileProvider> {
  const known = await generateKeyPair("ES256");
  const unknown = await generateKeyPair("ES256");
  const jwk: JWK = { ...(await exportJWK(known.publicKey)), kid: "known", alg: "ES256", use: "sig" };
  const server: Server = createServer((request, response) => {
    void (async () => {
      response.setHeader("content-type", "application/json");
      if (request.url === "/.well-known/openid-configuration") {
        response.end(
          JSON.stringify({
            issuer: provider.namedIssuer,
            authorization_endpoint: `${provider.issuer}/auth`,
            token_endpoint: `${provider.issuer}/token`,
            jwks_uri: `${provider.issuer}/jwks`,
            response_types_supported: ["code"],
            id_token_signing_alg_values_supported: ["ES256"],
            subject_types_supported: ["public"],
          }),
        );
      } else if (request.url === "/jwks") response.end(JSON.stringify({ keys: [jwk] }));
      else {
        const key = provider.signsWithKnownKey ? known.privateKey : unknown.privateKey;
        const idToken = await new SignJWT(provider.claims).setProtectedHeader({ alg: "ES256", kid: "known" }).setIssuedAt().setExpirationTime("5 minutes").sign(key);
        response.end(JSON.stringify({ access_token: "none", token_type: "Bearer", id_token: idToken }));
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider: HostileProvider = { issuer, namedIssuer: issuer, claims: {}, signsWithKnownKey: true, close: () => server.close() };
  return provider;
}

describe("a hostile identity provider [I1]", () => {
  let hostile: HostileProvider;

  beforeEach(async () => {
    hostile = await startHostileProvider();
  });
  afterEach(() => hostile.close());

  const clientOf = () =>
    createOpenIdProvider({
      configuration: { issuer: hostile.issuer, clientId, clientSecret, allowsInsecure: true },
      origin,
      logger: createLogger("silent", "brossard"),
    });

  async function signIn(claims: (nonce: string) => Record<string, unknown>, changeCallback: (url: URL) => void = () => undefined): Promise<string> {
    const client = clientOf();
    const started = await client.start();
    hostile.claims = claims(started.nonce);
    const callback = new URL(`${origin}/api/sign-in/oidc/callback?code=a-code&state=${started.state}`);
    changeCallback(callback);
    try {
      return (await client.finish(callback, started)).identity.subject;
    } catch (error) {
      return error !== null && typeof error === "object" && "code" in error ? String(error.code) : "unexpected";
    }
  }

  const good = (nonce: string) => ({ iss: hostile.issuer, aud: clientId, sub: "aicha", nonce });

  it("is believed only while everything is right", async () => {
    expect(await signIn(good)).to.equal("aicha");
  });

  it("may not answer for another issuer", async () => {
    expect(await signIn((nonce) => ({ ...good(nonce), iss: "https://identite.magog.invalid" }))).to.equal("sign-in-refused");
  });

  it("may not answer with a token for another city's service", async () => {
    expect(await signIn((nonce) => ({ ...good(nonce), aud: "another-service" }))).to.equal("sign-in-refused");
  });

  it("may not replay a token of another sign-in", async () => {
    expect(await signIn((nonce) => ({ ...good(nonce), nonce: "of-another-time" }))).to.equal("sign-in-refused");
    expect(await signIn(() => ({ iss: hostile.issuer, aud: clientId, sub: "aicha" }))).to.equal("sign-in-refused");
  });

  it("may not sign with a key that it does not publish", async () => {
    hostile.signsWithKnownKey = false;
    expect(await signIn(good)).to.equal("sign-in-refused");
  });

  it("may not change the state", async () => {
    expect(await signIn(good, (url) => url.searchParams.set("state", "another"))).to.equal("sign-in-refused");
  });

  it("may not call itself by the name of another provider", async () => {
    hostile.namedIssuer = "https://identite.magog.invalid";
    const refusal = await clientOf().start().then(() => undefined, (error: unknown) => error);
    expect(refusal).to.have.property("code", "identity-provider-unreachable");
  });
});

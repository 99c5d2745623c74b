import { expect } from "chai";
import { openAccountAct } from "../../ledger-service/src/modules/accounts/open-account.ts";
import { inTransaction } from "../../ledger-service/src/platform/database/transaction.ts";
import type { RegisteredPasskey } from "../../ledger-service/src/sign-in/standing.ts";
import { composeOpeningCity, type OpeningCity } from "../support/service/opening-city.ts";
import { plainStandings } from "../support/service/ledger-standings.ts";
import { bindPasskey, SoftwarePasskey, type BoundPasskey } from "../support/service/software-passkey.ts";
import { brossard } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { signInAsPersona, type TestBrowser } from "../support/service/test-browser.ts";
import { walletActor } from "../support/service/service-actors.ts";
import { until } from "../support/until.ts";

const aicha = { sub: "aicha", name: "Aïcha Benali", roleLabel: "Résidente", hint: "" };

describe("signing in with a passkey", () => {
  let stack: ServiceStack;
  let city: OpeningCity;
  let passkey: BoundPasskey;
  const registered = new Map<string, RegisteredPasskey>();
  const { account } = walletActor("Aïcha with a passkey");

  before(async () => {
    stack = await startServiceStack({
      cities: [brossard],
      personas: [aicha],
      compose: async (configuration) => {
        city = await composeOpeningCity(configuration, {}, { standings: plainStandings({ passkeyOf: async (id) => registered.get(id) }) });
        return city;
      },
    });
    passkey = passkeyOf("Aïcha");
    const session = await signInAsPersona(stack.browserAt("brossard"), "aicha");
    registered.set(passkey.credentialId, { personId: session.json.person.personId, account, signer: passkey.signer });
    await openWith(passkey);
  });
  after(() => stack.stop());

  function passkeyOf(name: string): BoundPasskey {
    const { origin } = stack.configurationOf("brossard").city;
    return bindPasskey(new SoftwarePasskey(name), { rpId: "brossard.localhost", origin, verifier: stack.deployed.addresses.cityPasskeyVerifier });
  }

  async function openWith(key: BoundPasskey): Promise<void> {
    const { core } = city;
    const act = openAccountAct({ chain: core.chain, serviceApprovals: core.approvals, cityId: brossard.id });
    const operation = await inTransaction(core.database, (transaction) => core.relay.submit(transaction, act, { account, kind: 1, signerKind: 1, signer: key.signer }));
    await until(async () => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [operation.id])).length === 1);
  }

  async function challenge(browser: TestBrowser): Promise<{ challengeId: string; challenge: string }> {
    await browser.openPage();
    const { json } = await browser.post("/api/sign-in/passkey/options");
    expect(json.options).to.include({ rpId: "brossard.localhost", userVerification: "required" });
    return { challengeId: json.challengeId, challenge: json.options.challenge };
  }

  async function signIn(as: Parameters<BoundPasskey["assert"]>[1] = {}, key: BoundPasskey = passkey) {
    const browser = stack.browserAt("brossard");
    const asked = await challenge(browser);
    return browser.post("/api/sign-in/passkey", { challengeId: asked.challengeId, response: key.assert(asked.challenge, as) });
  }

  it("signs the person in whose account has this key on the ledger", async () => {
    for (let time = 0; time < 4; time += 1) {
      // Authenticators give high and low s by chance: each must do [W4].
      const answer = await signIn();
      expect(answer.status).to.equal(200);
      expect(answer.json.person).to.include({ displayName: "Aïcha Benali", signInMethod: "PASSKEY" });
    }
  });

  it("uses a challenge once, in the browser that asked for it", async () => {
    const browser = stack.browserAt("brossard");
    const asked = await challenge(browser);
    const body = { challengeId: asked.challengeId, response: passkey.assert(asked.challenge) };
    const other = stack.browserAt("brossard");
    await other.openPage();
    expect((await other.post("/api/sign-in/passkey", body)).json.code).to.equal("sign-in-expired");
    const answer = await browser.post("/api/sign-in/passkey", body);
    expect(answer.status).to.equal(200);
    browser.csrfToken = answer.json.csrfToken;
    expect((await browser.post("/api/sign-in/passkey", body)).json.code).to.equal("sign-in-expired");
  });

  it("refuses an assertion for another origin or another relying party [W2, W3]", async () => {
    expect((await signIn({ origin: "http://magog.localhost" })).json.code).to.equal("sign-in-refused");
    expect((await signIn({ rpId: "magog.localhost" })).json.code).to.equal("sign-in-refused");
    expect((await signIn({ rpId: "localhost" })).json.code).to.equal("sign-in-refused");
  });

  it("refuses an assertion without user verification, and one over another challenge [W3]", async () => {
    expect((await signIn({ isUserVerified: false })).json.code).to.equal("sign-in-refused");
    const browser = stack.browserAt("brossard");
    const asked = await challenge(browser);
    const response = passkey.assert(Buffer.alloc(32, 7).toString("base64url"));
    expect((await browser.post("/api/sign-in/passkey", { challengeId: asked.challengeId, response })).json.code).to.equal("sign-in-refused");
  });

  it("refuses a key that this city never registered", async () => {
    const stranger = passkeyOf("a stranger");
    expect((await signIn({}, stranger)).json.code).to.equal("sign-in-refused");
  });

  it("refuses a registered key that is no signer on the ledger [W10]", async () => {
    const removed = passkeyOf("Aïcha, removed");
    registered.set(removed.credentialId, { personId: [...registered.values()][0]?.personId ?? "", account, signer: removed.signer });
    expect((await signIn({}, removed)).json.code).to.equal("sign-in-refused");
  });
});

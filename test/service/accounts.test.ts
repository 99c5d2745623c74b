import { expect } from "chai";
import { createPublicClient, http, keccak256, stringToBytes, type Hex } from "viem";
import { accountsAbi } from "../../ledger-service/src/platform/chain/generated/abis/accounts-abi.ts";
import { SignerKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { startCityPeople, type CityPeople, type ToSign } from "../support/service/city-people.ts";
import { walletActor } from "../support/service/service-actors.ts";
import { SoftwarePasskey } from "../support/service/software-passkey.ts";
import type { TestBrowser } from "../support/service/test-browser.ts";

const day = 86_400;

describe("accounts", () => {
  let people: CityPeople;
  before(async () => {
    people = await startCityPeople((configuration) =>
      configuration.city.slug === "brossard"
        ? { ...configuration, demo: { personaKeys: [{ subject: "lea", label: "Clé de Léa", kind: "DEVICE", curve: "p256", privateKey: keccak256(stringToBytes("device of lea")) }] } }
        : configuration,
    );
  });
  after(() => people.stop());

  async function enrolled(name: string, slug = "brossard") {
    const browser = await people.signIn(slug, name);
    const { noticeVersion } = (await browser.get("/api/enrolment")).json;
    const device = people.deviceOf(name);
    await people.settled(browser, await browser.act("/api/enrolment", { noticeVersion, signerKind: "DEVICE", signer: device.signer }));
    return { browser, device, account: (await browser.get("/api/account")).json.account as Hex };
  }

  const soon = () => String(Math.floor(Date.now() / 1000) + 600);

  async function addition(browser: TestBrowser, kind: "FULL" | "DEVICE", signer: Hex, sign?: (digest: Hex) => { signer: Hex; signature: Hex } | Promise<{ signer: Hex; signature: Hex }>) {
    const { account, revision } = (await browser.get("/api/account")).json;
    const part = { revision, validBefore: soon() };
    const message = { account, kind: kind === "FULL" ? SignerKind.FULL : SignerKind.DEVICE, signer, ...part };
    const toSign: ToSign = { contract: "accounts", primaryType: "SignerAddition", message };
    return { kind, signer, label: "Nouvelle clé", addition: part, holder: await sign?.(people.digestOf(toSign)) };
  }

  async function removal(browser: TestBrowser, signerHash: Hex, sign?: (digest: Hex) => Promise<{ signer: Hex; signature: Hex }>) {
    const { account, revision } = (await browser.get("/api/account")).json;
    const part = { signerHash, revision, validBefore: soon() };
    return { removal: part, holder: await sign?.(people.digestOf({ contract: "accounts", primaryType: "SignerRemoval", message: { account, ...part } })) };
  }

  const walletSigns = (name: string) => async (digest: Hex) => {
    const { wallet } = walletActor(name);
    return { signer: wallet.address, signature: await wallet.sign({ hash: digest }) };
  };
  const deviceSigns = (name: string) => (digest: Hex) => ({ signer: people.deviceOf(name).signer, signature: people.deviceOf(name).sign(digest) });

  const digest = keccak256(stringToBytes("anything"));
  async function kindOnLedger(account: Hex, proof: { signer: Hex; signature: Hex }) {
    const client = createPublicClient({ transport: http(people.stack.node.rpcUrl) });
    const address = people.stack.deployed.addresses.accounts;
    return client.readContract({ address, abi: accountsAbi, functionName: "verify", args: [account, digest, proof], blockTag: "pending" });
  }
  const signersOf = async (browser: TestBrowser) => (await browser.get("/api/account")).json.signers;
  const makeSessionOld = (slug: string) => people.stack.query(slug, `UPDATE sessions SET signed_in_at = now() - interval '11 minutes' WHERE signed_in_at IS NOT NULL`);

  describe("keys", () => {
    it("added by a session alone wait 24 hours: they sign nothing today, are announced and can be cancelled", async () => {
      const { browser, account } = await enrolled("aicha");
      const wallet = walletActor("thief").wallet;
      await people.settled(browser, await browser.act("/api/account/signers", await addition(browser, "FULL", wallet.address)));
      const waiting = (await signersOf(browser)).find((signer: { kind: string }) => signer.kind === "FULL");
      expect(waiting.isPending).to.equal(true);
      expect(Date.parse(waiting.activeFrom)).to.be.above(Date.now() + (day - 120) * 1000);
      expect(await kindOnLedger(account, await walletSigns("thief")(digest))).to.equal(SignerKind.NONE);
      const kinds = (await browser.get("/api/notices")).json.notices.map((notice: { kind: string }) => notice.kind);
      expect(kinds).to.include("KEY_WAITING");

      const cancel = await removal(browser, waiting.signerHash, async (toSign) => deviceSigns("aicha")(toSign));
      await people.settled(browser, await browser.act("/api/account/signer-removals", cancel));
      expect(await signersOf(browser)).to.have.length(1);
      expect((await browser.get("/api/account")).json.hadFullSigner).to.equal(false);
    });

    it("take effect at once when the present key signs for the first FULL one", async () => {
      const { browser, account } = await enrolled("robert");
      const body = await addition(browser, "FULL", walletActor("robert").wallet.address, deviceSigns("robert"));
      await people.settled(browser, await browser.act("/api/account/signers", body));
      expect(await kindOnLedger(account, await walletSigns("robert")(digest))).to.equal(SignerKind.FULL);
      expect((await signersOf(browser)).every((signer: { isPending: boolean }) => !signer.isPending)).to.equal(true);
    });

    it("FULL ones are added by a FULL one only, once there has been one", async () => {
      const browser = await people.signIn("brossard", "robert");
      const second = walletActor("robert second").wallet.address;
      const bySession = await browser.act("/api/account/signers", await addition(browser, "FULL", second));
      expect(bySession.json.code).to.equal("full-key-needed");
      const byDevice = await browser.act("/api/account/signers", await addition(browser, "FULL", second, deviceSigns("robert")));
      expect(byDevice.json.code).to.equal("full-key-needed");
      await people.settled(browser, await browser.act("/api/account/signers", await addition(browser, "FULL", second, walletSigns("robert"))));
      expect((await signersOf(browser)).filter((signer: { kind: string }) => signer.kind === "FULL")).to.have.length(2);
    });

    it("need a sign-in of the last ten minutes when the service must approve [S10]", async () => {
      const browser = await people.signIn("brossard", "robert");
      await makeSessionOld("brossard");
      const stale = await browser.act("/api/account/signers", await addition(browser, "DEVICE", people.deviceOf("robert's tablet").signer));
      expect(stale.json.code).to.equal("fresh-sign-in-needed");
      const removed = await browser.act("/api/account/signer-removals", await removal(browser, keccak256(people.deviceOf("robert").signer)));
      expect(removed.json.code).to.equal("fresh-sign-in-needed");
    });

    it("removed, fail from the next block [W10]", async () => {
      const browser = await people.signIn("brossard", "robert");
      const { account } = (await browser.get("/api/account")).json;
      expect(await kindOnLedger(account, deviceSigns("robert")(digest))).to.equal(SignerKind.DEVICE);
      const body = await removal(browser, keccak256(people.deviceOf("robert").signer), walletSigns("robert"));
      await people.settled(browser, await browser.act("/api/account/signer-removals", body));
      expect(await kindOnLedger(account, deviceSigns("robert")(digest))).to.equal(SignerKind.NONE);
      const again = await browser.act("/api/account/signers", await addition(browser, "DEVICE", people.deviceOf("robert's watch").signer, deviceSigns("robert")));
      expect(again.json.code).to.equal("account-signature-refused");
    });

    it("refuse a signature made for another account", async () => {
      const { browser } = await enrolled("nadia");
      const foreign = await browser.act("/api/account/signers", await addition(browser, "FULL", walletActor("nadia").wallet.address, walletSigns("robert")));
      expect(foreign.status).to.equal(403);
      expect(foreign.json.code).to.equal("account-signature-refused");
    });
  });

  describe("caps", () => {
    const change = async (browser: TestBrowser, perDayPoints: string, sign: (toSign: Hex) => Promise<{ signer: Hex; signature: Hex }>) => {
      const { account, revision } = (await browser.get("/api/account")).json;
      const part = { revision, validBefore: soon() };
      const message = { account, kind: SignerKind.DEVICE, perChargePoints: "10", perDayPoints, ...part };
      const holder = await sign(people.digestOf({ contract: "accounts", primaryType: "CapsChange", message }));
      return browser.act("/api/account/caps", { kind: "DEVICE", perChargePoints: "10", perDayPoints, change: part, holder });
    };

    it("are lowered at once and raised after 24 hours, by a FULL key only [W11]", async () => {
      const browser = await people.signIn("brossard", "robert");
      const before = (await browser.get("/api/account")).json.caps.device;
      expect(BigInt(before.perDayPoints) > 20n).to.equal(true);
      await people.settled(browser, await change(browser, "20", walletSigns("robert")));
      expect((await browser.get("/api/account")).json.caps.device).to.include({ perChargePoints: "10", perDayPoints: "20" });
      await people.settled(browser, await change(browser, before.perDayPoints, walletSigns("robert")));
      expect((await browser.get("/api/account")).json.caps.device.perDayPoints).to.equal("20");

      const nadia = await people.signIn("brossard", "nadia");
      const byDevice = await change(nadia, "20", async (toSign) => deviceSigns("nadia")(toSign));
      expect(byDevice.json.code).to.equal("full-key-needed");
    });

    it("never rise above the council's ceiling [W11]", async () => {
      const browser = await people.signIn("brossard", "robert");
      const refused = await change(browser, "99999999999", walletSigns("robert"));
      expect(refused.json.code).to.equal("cap-above-ceiling");
    });
  });

  describe("passkeys", () => {
    const rpId = "brossard.localhost";
    const verifier = () => people.stack.deployed.addresses.cityPasskeyVerifier;

    async function creation(browser: TestBrowser, passkey: SoftwarePasskey, origin = browser.origin, flags?: number) {
      const { options } = (await browser.post("/api/account/passkey-options")).json;
      return { options, passkey: passkey.create(options, origin, flags) };
    }

    it("are created for this city's exact host, with user verification [W2, W3]", async () => {
      const { browser } = await enrolled("sophie");
      const passkey = new SoftwarePasskey("sophie");
      const made = await creation(browser, passkey);
      expect(made.options.rp.id).to.equal(rpId);
      expect(made.options.authenticatorSelection.userVerification).to.equal("required");
      const body = { ...(await addition(browser, "FULL", passkey.signerFor(verifier(), rpId), deviceSigns("sophie"))), passkey: made.passkey };
      await people.settled(browser, await browser.act("/api/account/signers", body));
      const added = (await signersOf(browser)).find((signer: { kind: string }) => signer.kind === "FULL");
      expect(added).to.include({ isPasskey: true, isPending: false });
    });

    it("made for another origin, another challenge, without user verification or for another key are refused [W3]", async () => {
      const { browser } = await enrolled("marie");
      const passkey = new SoftwarePasskey("marie");
      const signer = passkey.signerFor(verifier(), rpId);
      const good = await creation(browser, passkey);
      const forged = [
        { signer, passkey: passkey.create(good.options, "http://magog.localhost") },
        { signer, passkey: passkey.create({ ...good.options, challenge: "AAAA" }, browser.origin) },
        { signer, passkey: passkey.create(good.options, browser.origin, 0x01) },
        { signer, passkey: passkey.create({ ...good.options, rp: { id: "magog.localhost" } }, browser.origin) },
        { signer: new SoftwarePasskey("other").signerFor(verifier(), rpId), passkey: good.passkey },
      ];
      for (const attempt of forged) {
        const body = { ...(await addition(browser, "FULL", attempt.signer, deviceSigns("marie"))), passkey: attempt.passkey };
        expect((await browser.act("/api/account/signers", body)).json.code).to.equal("passkey-refused");
      }
    });

    it("of another city's host are refused by the ledger [W2, W3]", async () => {
      const browser = await people.signIn("brossard", "marie");
      const foreign = new SoftwarePasskey("marie").signerFor(verifier(), "magog.localhost");
      const answer = await browser.act("/api/account/signers", await addition(browser, "FULL", foreign, deviceSigns("marie")));
      expect(answer.json.code).to.equal("passkey-of-another-city");
    });

    it("are kept before they are sent: a retry after the ledger refused makes no second one [W16]", async () => {
      const browser = await people.signIn("brossard", "marie");
      const passkey = new SoftwarePasskey("marie");
      const signer = passkey.signerFor(verifier(), rpId);
      const made = await creation(browser, passkey);
      const stale = await addition(browser, "FULL", signer, deviceSigns("marie"));
      const refused = await browser.act("/api/account/signers", { ...stale, addition: { ...stale.addition, validBefore: "1" }, holder: undefined, passkey: made.passkey });
      expect(refused.status).to.equal(409);
      const again = await creation(browser, passkey);
      expect(again.options.excludeCredentials.map(({ id }: { id: string }) => id)).to.include(passkey.credentialId);
      const retry = { ...(await addition(browser, "FULL", signer, deviceSigns("marie"))), passkey: made.passkey };
      await people.settled(browser, await browser.act("/api/account/signers", retry));
      expect((await signersOf(browser)).filter((entry: { isPasskey: boolean }) => entry.isPasskey)).to.have.length(1);
    });
  });

  describe("settings", () => {
    it("opens another city one at a time, keeps each decision, and closes it again [L5, L7]", async () => {
      const browser = await people.signIn("brossard", "nadia");
      const open = (opened: boolean) => browser.put("/api/account/opened-cities/4", { opened, textVersion: "2026-11" });
      expect((await open(true)).json.openedCities).to.deep.equal([4]);
      expect((await browser.get("/api/account")).json.openedCities).to.deep.equal([4]);
      expect((await open(false)).json.openedCities).to.deep.equal([]);
      const decisions = await people.stack.query("brossard", `SELECT opened, text_version, language FROM opened_cities ORDER BY decided_at`);
      expect(decisions).to.deep.equal([
        { opened: true, text_version: "2026-11", language: "fr-CA" },
        { opened: false, text_version: "2026-11", language: "fr-CA" },
      ]);
      expect((await browser.put("/api/account/opened-cities/1", { opened: true, textVersion: "2026-11" })).json.code).to.equal("own-city-always-open");
      expect((await browser.put("/api/account/opened-cities/77", { opened: true, textVersion: "2026-11" })).json.code).to.equal("city-not-listed");
    });

    it("gives a new member code on request", async () => {
      const browser = await people.signIn("brossard", "nadia");
      const before = (await browser.get("/api/account")).json.memberCode;
      const { memberCode } = (await browser.post("/api/account/member-code/renewal")).json;
      expect(memberCode).not.to.equal(before);
      expect((await browser.get("/api/account")).json.memberCode).to.equal(memberCode);
    });
  });

  describe("the demo's cast key", () => {
    it("goes to its own persona, plainly marked, and to nobody else", async () => {
      const { browser, device } = await enrolled("lea");
      const key = (await browser.get("/api/demo/key")).json;
      expect(key).to.include({ label: "Clé de Léa", kind: "DEVICE", signer: device.signer });
      expect(key.notice).to.include("démonstration");
      expect((await (await people.signIn("brossard", "nadia")).get("/api/demo/key")).status).to.equal(404);
      expect((await people.stack.browserAt("brossard").get("/api/demo/key")).status).to.equal(401);
    });

    it("does not exist where the configuration is no demo's", async () => {
      expect((await (await people.signIn("magog", "lea")).get("/api/demo/key")).status).to.equal(404);
    });
  });
});

import { getAddress, keccak256, type Address, type Hex } from "viem";
import { weekIndexAt, weekStartDate } from "../../../ledger-service/src/kernel/week.ts";
import { until } from "../until.ts";
import { deviceKey, type DeviceKey } from "./device-key.ts";
import { startEarningWorld, type EarningWorld, type OrganizationActor, type ToSignJson, type WorldOptions } from "./earning-world.ts";
import { signInAsPersona, type TestAnswer, type TestBrowser } from "./test-browser.ts";
import { walletActor } from "./service-actors.ts";
import type { TestCity } from "./test-city.ts";
import { digestOf } from "./typed-digest.ts";

/** What signs: a browser's device key, or a wallet standing for a passkey. */
export interface PaymentKey {
  readonly signer: Hex;
  sign(digest: Hex): Hex | Promise<Hex>;
}

/** A resident whose first key is FULL or DEVICE. */
export interface Payer {
  readonly name: string;
  readonly browser: TestBrowser;
  readonly key: PaymentKey;
  readonly account: Address;
  readonly memberCode: string;
}

/** A merchant's counter: who stands at it, and the terminal's key. */
export interface Till {
  readonly merchant: Address;
  readonly name: string;
  readonly city: TestCity;
  readonly browser: TestBrowser;
  readonly key: DeviceKey;
  readonly terminal: Hex;
}

export interface Sale {
  readonly chargeId: Hex;
  readonly status: string;
  readonly code: { readonly typedCode: string; readonly url: string; readonly expiresAt: string };
  readonly validBefore: string;
}

/** Merchants with terminals, residents with points, and the steps of a payment as two pages take them. */
export class PaymentWorld {
  readonly earning: EarningWorld;

  constructor(earning: EarningWorld) {
    this.earning = earning;
  }

  get stack(): EarningWorld["stack"] {
    return this.earning.stack;
  }

  async enrol(city: TestCity, subject: string, kind: "FULL" | "DEVICE"): Promise<Payer> {
    const browser = await this.signIn(city, subject);
    const key = kind === "FULL" ? walletKey(`${subject} of ${city.name}`) : this.deviceOf(subject);
    const { noticeVersion } = (await browser.get("/api/enrolment")).json;
    await this.settled(browser, await browser.act("/api/enrolment", { noticeVersion, signerKind: kind, signer: key.signer, label: "Clé" }));
    await browser.openPage();
    const account = (await browser.get("/api/account")).json;
    return { name: subject, browser, key, account: getAddress(account.account), memberCode: account.memberCode };
  }

  /** Accredits a merchant, brings a cashier in and enrols a terminal. */
  async openTill(city: TestCity, name: string, cashier: string): Promise<Till> {
    const accreditor = await this.earning.officer(city, "accreditor");
    const drafted = await accreditor.browser.act("/api/institutions", { kind: "MERCHANT", name, category: "Boulangerie", phone: "450 555-0112", dailyCeilingPoints: "50000" });
    if (drafted.status !== 201) throw new Error(`no accreditation: ${drafted.text}`);
    await this.earning.approve([accreditor], drafted.json.act);
    const merchant = getAddress(drafted.json.act.toSign.message.institution);
    const invited = await accreditor.browser.post("/api/invitations", { role: "CASHIER", displayName: cashier, institution: merchant });
    const browser = await this.signIn(city, cashier);
    const accepted = await browser.act("/api/invitations/accept", { code: invited.json.invitation.code });
    if (accepted.status !== 200) throw new Error(`not accepted: ${accepted.text}`);
    await browser.openPage();
    await browser.post("/api/session/acting-for", { institution: merchant });
    await browser.openPage();
    const till = { merchant, name, city, browser };
    return { ...till, ...(await this.enrolTerminal(till, `terminal of ${name}`)) };
  }

  async enrolTerminal({ merchant, city, browser }: Pick<Till, "merchant" | "city" | "browser">, keyName: string): Promise<Pick<Till, "key" | "terminal">> {
    const accreditor = await this.earning.officer(city, "accreditor");
    const issued = await accreditor.browser.post(`/api/institutions/${merchant}/terminal-codes`, { label: "Caisse 1" });
    if (issued.json?.code === undefined) throw new Error(`no code: ${issued.text}`);
    const key = this.deviceOf(keyName);
    await this.settled(browser, await browser.act("/api/terminals", { code: issued.json.code, signer: key.signer }));
    return { key, terminal: keccak256(key.signer) };
  }

  /** An organization that may attest under a generous programme: a thousand points an hour, posted a second later. */
  async openSource(city: TestCity, name: string, coordinator: string, number = 14): Promise<(hours: string, payers: readonly Payer[]) => Promise<Hex>> {
    const organization = await this.earning.organization(city, name, coordinator);
    const programmeId = await this.earning.programme(city, { number, title: name, rate: { points: 1_000, quantity: 60 }, pendingSeconds: 1, budgetPoints: 1_000_000n });
    await this.earning.allot(city, programmeId, organization.institution, 500_000n);
    return (hours, payers) => this.#fileHours(organization, programmeId, hours, payers);
  }

  async openCity(payer: Payer, city: TestCity, opened = true): Promise<void> {
    const answer = await payer.browser.put(`/api/account/opened-cities/${city.id}`, { opened, textVersion: "1" });
    if (answer.status !== 200) throw new Error(`not opened: ${answer.text}`);
  }

  async balance(payer: Payer): Promise<bigint> {
    return BigInt((await payer.browser.get("/api/account/balance")).json.totalPoints);
  }

  openSale(till: Till, points: number, offerText = ""): Promise<TestAnswer> {
    return till.browser.act("/api/charges", { points: String(points), offerText, terminal: till.terminal });
  }

  claim(payer: Payer, typedCode: string): Promise<TestAnswer> {
    return payer.browser.post("/api/account/charges/claim", { typedCode });
  }

  /** The resident shows a code and the counter reads it. */
  async meet(till: Till, chargeId: Hex, payer: Payer): Promise<TestAnswer> {
    const { typedCode } = (await payer.browser.post("/api/account/codes")).json;
    return till.browser.post(`/api/charges/${chargeId}/meeting`, { typedCode });
  }

  async consent(payer: Payer, chargeId: Hex, key: PaymentKey = payer.key): Promise<TestAnswer> {
    const { toSign } = (await payer.browser.get(`/api/account/charges/${chargeId}`)).json;
    const { validAfter, validBefore } = toSign.message;
    return payer.browser.post(`/api/account/charges/${chargeId}/consent`, {
      validAfter: Number(validAfter),
      validBefore: Number(validBefore),
      signed: await this.sign(key, toSign),
    });
  }

  async signSale(till: Till, chargeId: Hex, key: PaymentKey = till.key): Promise<TestAnswer> {
    const { toSign, status } = (await till.browser.get(`/api/charges/${chargeId}`)).json;
    if (toSign === undefined) throw new Error(`nothing to sign: ${status}`);
    return till.browser.act(`/api/charges/${chargeId}/terminal-signature`, { signed: await this.sign(key, toSign) });
  }

  /** A sale met by the resident's code and approved, ready for the terminal. */
  async approvedSale(till: Till, payer: Payer, points: number): Promise<Hex> {
    const { chargeId } = (await this.openSale(till, points)).json;
    for (const answer of [await this.meet(till, chargeId, payer), await this.consent(payer, chargeId)]) {
      if (answer.status !== 200) throw new Error(`the sale did not meet its payer: ${answer.text}`);
    }
    return chargeId;
  }

  async pay(till: Till, payer: Payer, points: number): Promise<Hex> {
    const chargeId = await this.approvedSale(till, payer, points);
    await this.settled(till.browser, await this.signSale(till, chargeId));
    return chargeId;
  }

  async sign(key: PaymentKey, toSign: ToSignJson): Promise<{ signer: Hex; signature: Hex }> {
    return { signer: key.signer, signature: await key.sign(digestOf(this.stack.deployed, toSign)) };
  }

  settled(browser: TestBrowser, answer: TestAnswer): Promise<Record<string, string>> {
    return this.earning.settled({ browser }, answer);
  }

  /** Waits for an operation to end. @returns its status and problem */
  async ended(browser: TestBrowser, answer: TestAnswer) {
    const id: string = answer.json.operation.id;
    const look = async () => (await browser.get(`/api/operations/${id}`)).json;
    await until(async () => ["indexed", "failed"].includes((await look()).status));
    return look();
  }

  deviceOf(name: string): DeviceKey {
    return deviceKey(name, this.stack.deployed.addresses.deviceKeyVerifier);
  }

  async signIn(city: TestCity, subject: string): Promise<TestBrowser> {
    const browser = this.stack.browserAt(city.slug);
    await signInAsPersona(browser, subject);
    return browser;
  }

  async #fileHours({ coordinator }: OrganizationActor, programmeId: Hex, hours: string, payers: readonly Payer[]): Promise<Hex> {
    const { browser } = coordinator;
    const weekStartsOn = weekStartDate(weekIndexAt(new Date()) - 1);
    const activity = await browser.act("/api/activities", { title: "Livraison de repas", programmeId, weekStartsOn });
    const before = await Promise.all(payers.map((payer) => this.balance(payer)));
    const lines = payers.map(({ memberCode }) => ({ memberCode, quantityText: hours }));
    const drafted = await browser.act("/api/sheets", { activityId: activity.json.activity.activityId, lines });
    if (drafted.status !== 201) throw new Error(`no sheet: ${drafted.text}`);
    const signed = await this.earning.sign(coordinator, drafted.json.toSign);
    const { sheetId } = await this.settled(browser, await browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed }));
    await until(async () => (await Promise.all(payers.map((payer) => this.balance(payer)))).every((points, index) => points > (before[index] ?? 0n)));
    return sheetId as Hex;
  }
}

export async function startPaymentWorld(cities: readonly TestCity[], people: readonly string[], options: WorldOptions = {}): Promise<PaymentWorld> {
  return new PaymentWorld(await startEarningWorld(cities, people, options));
}

function walletKey(name: string): PaymentKey {
  const { wallet } = walletActor(name);
  return { signer: wallet.address, sign: (hash) => wallet.sign({ hash }) };
}

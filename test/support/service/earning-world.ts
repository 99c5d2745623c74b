import { getAddress, type Address, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { composeCity, type CityService } from "../../../ledger-service/src/compose-city.ts";
import { typedDataByPrimaryType, typedDataDomain, type SignedPrimaryType } from "../../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { CityConfiguration } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import type { Persona } from "../../../scripts/demo/identity-provider/persona.ts";
import { until } from "../until.ts";
import { officerOf, type TestCity } from "./test-city.ts";
import { startServiceStack, type ServiceStack, type StackOptions } from "./service-stack.ts";
import { walletActor, type WalletActor } from "./service-actors.ts";
import { signInAsPersona, type TestAnswer, type TestBrowser } from "./test-browser.ts";

/** What a page asks a person to sign. */
export interface ToSignJson {
  readonly contract: string;
  readonly primaryType: string;
  readonly message: Record<string, unknown>;
}

/** Someone signed in at one city, with a key of their own. */
export interface Actor {
  readonly name: string;
  readonly citySlug: string;
  readonly browser: TestBrowser;
  readonly key: WalletActor;
}

export interface ResidentActor extends Actor {
  readonly account: Address;
  readonly memberCode: string;
}

export interface OrganizationActor {
  readonly institution: Address;
  readonly name: string;
  readonly coordinator: Actor;
}

/** Cities whose officers can sign in, and the people a test brings into them. */
export interface EarningWorld {
  readonly stack: ServiceStack;
  sign(actor: Pick<Actor, "key">, toSign: ToSignJson): Promise<{ signer: Hex; signature: Hex }>;
  /** Waits for an accepted operation. @throws Error when it fails */
  settled(actor: Pick<Actor, "browser">, answer: TestAnswer): Promise<Record<string, string>>;
  enrol(city: TestCity, subject: string): Promise<ResidentActor>;
  officer(city: TestCity, title: string): Promise<Actor>;
  approve(officers: readonly Actor[], act: { id: string; toSign: ToSignJson }): Promise<void>;
  organization(city: TestCity, name: string, coordinator: string): Promise<OrganizationActor>;
  coordinatorOf(city: TestCity, institution: Address, subject: string): Promise<Actor>;
  programme(city: TestCity, terms: Partial<ProgrammeTerms>): Promise<Hex>;
  allot(city: TestCity, programmeId: Hex, institution: Address, points: bigint): Promise<void>;
}

export interface ProgrammeTerms {
  readonly title: string;
  readonly number: number;
  readonly unit: "MINUTE" | "ATTENDANCE" | "CENT" | "ACTION";
  readonly rate: { readonly points: number; readonly quantity: number };
  readonly budgetPoints: bigint;
  readonly weeklyCeilingPoints: bigint;
  readonly pendingSeconds: number;
}

const DAY_MS = 86_400_000;
const titles = ["administrator", "accreditor", "programmer", "second programmer", "treasurer", "auditor", "delegate"] as const;

export type WorldOptions = Pick<StackOptions, "blockIntervalMs" | "adjust" | "alsoFounded" | "openLedger">;

export async function startEarningWorld(
  cities: readonly TestCity[],
  people: readonly string[],
  options: WorldOptions = {},
): Promise<EarningWorld> {
  const services = new Map<string, CityService>();
  const personas: Persona[] = [
    ...people.map((subject) => ({ sub: subject, name: subject, roleLabel: "Résident", hint: "" })),
    ...cities.flatMap((city) => titles.map((title) => ({ sub: officerSubject(city, title), name: `${title} ${city.name}`, roleLabel: title, hint: "" }))),
  ];
  const stack = await startServiceStack({
    cities,
    personas,
    ...options,
    compose: async (configuration: CityConfiguration) => {
      const service = await composeCity(configuration);
      services.set(configuration.city.slug, service);
      return service;
    },
  });
  for (const city of cities) {
    const service = services.get(city.slug);
    for (const { actor } of city.officers) {
      const title = actor.name.replace(` of ${city.name}`, "");
      await service?.linkFounder({
        identity: { issuer: stack.configurationOf(city.slug).identityProvider.issuer, subject: officerSubject(city, title) },
        displayName: `${title} ${city.name}`,
        kind: "STAFF",
        account: actor.account,
      });
    }
  }
  return new StackWorld(stack);
}

function officerSubject(city: TestCity, title: string): string {
  return `${city.slug}-${title.replaceAll(" ", "-")}`;
}

class StackWorld implements EarningWorld {
  readonly stack: ServiceStack;
  #officers = new Map<string, Promise<Actor>>();

  constructor(stack: ServiceStack) {
    this.stack = stack;
  }

  async sign(actor: Pick<Actor, "key">, toSign: ToSignJson): Promise<{ signer: Hex; signature: Hex }> {
    const struct = typedDataByPrimaryType[primaryType(toSign.primaryType)];
    const { addresses, chainId } = this.stack.deployed;
    const wallet = privateKeyToAccount(actor.key.privateKey);
    const types: Record<string, { name: string; type: string }[]> = Object.fromEntries(
      Object.entries(struct.types).map(([name, fields]) => [name, fields.map((field: { name: string; type: string }) => ({ ...field }))]),
    );
    const signature = await wallet.signTypedData({
      domain: { ...typedDataDomain, chainId, verifyingContract: addresses[struct.verifyingContract] },
      types,
      primaryType: struct.primaryType,
      message: toSign.message,
    });
    return { signer: wallet.address.toLowerCase() as Hex, signature };
  }

  async settled(actor: Pick<Actor, "browser">, answer: TestAnswer): Promise<Record<string, string>> {
    const operation = answer.json?.operation;
    if (operation === undefined) throw new Error(`no operation: ${answer.status} ${answer.text}`);
    let last = operation;
    await until(async () => {
      last = (await actor.browser.get(`/api/operations/${operation.id}`)).json;
      return last.status === "indexed" || last.status === "failed";
    });
    if (last.status === "failed") throw new Error(`the operation failed: ${JSON.stringify(last.problem)}`);
    return last.resultIds ?? {};
  }

  async enrol(city: TestCity, subject: string): Promise<ResidentActor> {
    const actor = await this.#signedIn(city, subject);
    const { noticeVersion } = (await actor.browser.get("/api/enrolment")).json;
    const answer = await actor.browser.act("/api/enrolment", { noticeVersion, signerKind: "FULL", signer: actor.key.wallet.address, label: "Clé" });
    await this.settled(actor, answer);
    await actor.browser.openPage();
    const account = (await actor.browser.get("/api/account")).json;
    return { ...actor, account: getAddress(account.account), memberCode: account.memberCode };
  }

  officer(city: TestCity, title: string): Promise<Actor> {
    const key = `${city.slug}/${title}`;
    const known = this.#officers.get(key) ?? this.#signInOfficer(city, title);
    this.#officers.set(key, known);
    return known;
  }

  async approve(officers: readonly Actor[], act: { id: string; toSign: ToSignJson }): Promise<void> {
    let answer: TestAnswer | undefined;
    for (const officer of officers) {
      answer = await officer.browser.act(`/api/acts/${act.id}/approvals`, { signed: await this.sign(officer, act.toSign) });
      if (answer.status !== 202) throw new Error(`the approval was refused: ${answer.status} ${answer.text}`);
    }
    const last = officers.at(-1);
    if (last !== undefined && answer !== undefined) await this.settled(last, answer);
  }

  async organization(city: TestCity, name: string, coordinator: string): Promise<OrganizationActor> {
    const accreditor = await this.officer(city, "accreditor");
    const drafted = await accreditor.browser.act("/api/institutions", { kind: "ORGANIZATION", name, category: "Entraide" });
    if (drafted.status !== 201) throw new Error(`no accreditation: ${drafted.text}`);
    const institution = getAddress(drafted.json.act.toSign.message.institution);
    await this.approve([accreditor], drafted.json.act);
    return { institution, name, coordinator: await this.coordinatorOf(city, institution, coordinator) };
  }

  async coordinatorOf(city: TestCity, institution: Address, subject: string): Promise<Actor> {
    const accreditor = await this.officer(city, "accreditor");
    const invited = await accreditor.browser.post("/api/invitations", { role: "COORDINATOR", displayName: subject, institution });
    if (invited.status !== 201) throw new Error(`no invitation: ${invited.text}`);
    const actor = await this.#signedIn(city, subject);
    const accepted = await actor.browser.act("/api/invitations/accept", { code: invited.json.invitation.code, signer: actor.key.wallet.address });
    if (accepted.status !== 200) throw new Error(`not accepted: ${accepted.text}`);
    const open = (await accreditor.browser.get("/api/acts?status=OPEN")).json.acts;
    for (const act of open.filter((candidate: { kind: string }) => candidate.kind === "Appointment")) await this.approve([accreditor], act);
    await actor.browser.openPage();
    const stepped = await actor.browser.post("/api/session/acting-for", { institution });
    if (stepped.status !== 200) throw new Error(`no step-up: ${stepped.text}`);
    await actor.browser.openPage();
    return actor;
  }

  async programme(city: TestCity, terms: Partial<ProgrammeTerms>): Promise<Hex> {
    const officers = await Promise.all([this.officer(city, "programmer"), this.officer(city, "second programmer")]);
    const [first] = officers;
    const number = terms.number ?? 14;
    const drafted = await first.browser.act("/api/programmes", {
      title: terms.title ?? "Bénévolat",
      resolution: { year: 2026, number, documentText: `Le conseil adopte le programme numéro ${number}.` },
      unit: terms.unit ?? "MINUTE",
      rate: terms.rate ?? { points: 100, quantity: 60 },
      budgetPoints: (terms.budgetPoints ?? 100_000n).toString(),
      weeklyCeilingPoints: (terms.weeklyCeilingPoints ?? 10_000n).toString(),
      startsAt: new Date(Date.now() - 30 * DAY_MS).toISOString(),
      endsAt: new Date(Date.now() + 300 * DAY_MS).toISOString(),
      pendingSeconds: terms.pendingSeconds ?? 2,
    });
    if (drafted.status !== 201) throw new Error(`no programme: ${drafted.text}`);
    await this.approve(officers, drafted.json.act);
    const programmes = (await first.browser.get("/api/programmes")).json.programmes;
    return programmes.find((programme: { resolution: { number: number } }) => programme.resolution.number === number).programmeId;
  }

  async allot(city: TestCity, programmeId: Hex, institution: Address, points: bigint): Promise<void> {
    const officer = await this.officer(city, "programmer");
    const drafted = await officer.browser.act(`/api/programmes/${programmeId}/allotments`, { institution, allottedPoints: points.toString() });
    if (drafted.status !== 201) throw new Error(`no allotment: ${drafted.text}`);
    await this.approve([officer], drafted.json.act);
  }

  async #signedIn(city: TestCity, subject: string): Promise<Actor> {
    const browser = this.stack.browserAt(city.slug);
    await signInAsPersona(browser, subject);
    return { name: subject, citySlug: city.slug, browser, key: walletActor(`${subject} of ${city.name}`) };
  }

  async #signInOfficer(city: TestCity, title: string): Promise<Actor> {
    const browser = this.stack.browserAt(city.slug);
    await signInAsPersona(browser, officerSubject(city, title));
    const officer = city.officers.find(({ actor }) => actor.name === `${title} of ${city.name}`);
    return { name: title, citySlug: city.slug, browser, key: officer?.actor ?? officerOf(city, "PROGRAMME") };
  }
}

function primaryType(text: string): SignedPrimaryType {
  const known = Object.keys(typedDataByPrimaryType).find((name) => name === text);
  if (known === undefined) throw new Error(`nothing is signed as ${text}`);
  return known as SignedPrimaryType;
}

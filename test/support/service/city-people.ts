import { hashTypedData, type Hex } from "viem";
import { composeCity } from "../../../ledger-service/src/compose-city.ts";
import { typedDataByPrimaryType, typedDataDomain } from "../../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { CityConfiguration } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import type { Persona } from "../../../scripts/demo/identity-provider/persona.ts";
import { until } from "../until.ts";
import { deviceKey, type DeviceKey } from "./device-key.ts";
import type { WalletActor } from "./service-actors.ts";
import { startServiceStack, type ServiceStack } from "./service-stack.ts";
import { signInAsPersona, type TestAnswer, type TestBrowser } from "./test-browser.ts";
import { brossard, magog, type TestCity } from "./test-city.ts";

const residents = ["aicha", "robert", "lea", "theo", "nadia", "jean", "marie", "paul", "sophie", "luc"];

export interface ToSign {
  readonly contract: string;
  readonly primaryType: keyof typeof typedDataByPrimaryType;
  readonly message: Record<string, unknown>;
}

/** Two cities with their whole service, founding officers linked to their persons, and people to sign in. */
export interface CityPeople {
  readonly stack: ServiceStack;
  /** A browser of the city in which this persona has just signed in. */
  signIn(slug: string, subject: string): Promise<TestBrowser>;
  signInOfficer(city: TestCity, title: string): Promise<TestBrowser>;
  officer(city: TestCity, title: string): WalletActor;
  deviceOf(name: string): DeviceKey;
  digestOf(toSign: ToSign): Hex;
  /** Follows an accepted act until the index shows it. @throws Error with the problem when it failed */
  settled(browser: TestBrowser, answer: TestAnswer): Promise<Record<string, string>>;
  /** Reads the act and signs it with an officer's wallet: no more than one signature. */
  approve(browser: TestBrowser, actId: string, officer: WalletActor): Promise<TestAnswer>;
  /** Drafts an act, signs it as one officer and waits for the ledger. */
  done(browser: TestBrowser, officer: WalletActor, drafted: TestAnswer): Promise<void>;
  /** Accredits a merchant or an organization, and waits for the ledger. @returns its address */
  accredit(city: TestCity, body: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
}

export async function startCityPeople(adjust?: (configuration: CityConfiguration) => CityConfiguration): Promise<CityPeople> {
  const cities = [brossard, magog];
  const stack = await startServiceStack({
    cities,
    personas: [...residents.map(persona), ...cities.flatMap((city) => city.officers.map(({ actor }) => persona(actor.name)))],
    compose: (configuration) => composeCity(configuration),
    adjust,
  });
  for (const city of cities) await linkOfficers(stack, city);
  const verifier = stack.deployed.addresses.deviceKeyVerifier;
  const digestOf = (toSign: ToSign): Hex => {
    const struct = typedDataByPrimaryType[toSign.primaryType];
    const types: Record<string, readonly { name: string; type: string }[]> = struct.types;
    return hashTypedData({
      domain: { ...typedDataDomain, chainId: stack.deployed.chainId, verifyingContract: stack.deployed.addresses[struct.verifyingContract] },
      types: Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, fields.map((field) => ({ ...field }))])),
      primaryType: toSign.primaryType,
      message: toSign.message,
    });
  };
  const people: CityPeople = {
    stack,
    digestOf,
    signIn: async (slug, subject) => {
      const browser = stack.browserAt(slug);
      await signInAsPersona(browser, subject);
      return browser;
    },
    signInOfficer: async (city, title) => {
      const browser = stack.browserAt(city.slug);
      await signInAsPersona(browser, subjectOf(`${title} of ${city.name}`));
      return browser;
    },
    officer: (city, title) => officerCalled(city, title),
    deviceOf: (name) => deviceKey(name, verifier),
    settled,
    approve: async (browser, actId, officer) => {
      const { act } = (await browser.get(`/api/acts/${actId}`)).json;
      const signature = await officer.wallet.sign({ hash: digestOf(act.toSign) });
      return browser.act(`/api/acts/${actId}/approvals`, { signed: { signer: officer.wallet.address, signature } });
    },
    done: async (browser, officer, drafted) => {
      if (drafted.json?.act === undefined) throw new Error(`no act: ${drafted.status} ${drafted.text}`);
      await settled(browser, await people.approve(browser, drafted.json.act.id, officer));
    },
    accredit: async (city, body) => {
      const browser = await people.signInOfficer(city, "accreditor");
      const drafted = await browser.act("/api/institutions", body);
      await people.done(browser, officerCalled(city, "accreditor"), drafted);
      return String(drafted.json.act.toSign.message.institution);
    },
    stop: () => stack.stop(),
  };
  return people;
}

async function linkOfficers(stack: ServiceStack, city: TestCity): Promise<void> {
  const service = stack.cityOf(city.slug);
  if (!("linkFounder" in service) || typeof service.linkFounder !== "function") throw new Error("this city links no founder");
  for (const { actor } of city.officers) {
    await service.linkFounder({
      identity: { issuer: stack.configurationOf(city.slug).identityProvider.issuer, subject: subjectOf(actor.name) },
      displayName: actor.name,
      kind: "STAFF",
      account: actor.account,
    });
  }
}

async function settled(browser: TestBrowser, answer: TestAnswer): Promise<Record<string, string>> {
  const id = answer.json?.operation?.id;
  if (typeof id !== "string") throw new Error(`no operation: ${answer.status} ${answer.text}`);
  let operation = answer.json.operation;
  await until(async () => {
    operation = (await browser.get(`/api/operations/${id}`)).json;
    return operation.status === "indexed" || operation.status === "failed";
  });
  if (operation.status === "failed") throw new Error(`the operation failed: ${JSON.stringify(operation.problem)}`);
  return operation.resultIds ?? {};
}

export function subjectOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

function officerCalled(city: TestCity, title: string): WalletActor {
  const found = city.officers.find(({ actor }) => actor.name === `${title} of ${city.name}`);
  if (found === undefined) throw new Error(`${city.name} has no ${title}`);
  return found.actor;
}

function persona(name: string): Persona {
  return { sub: subjectOf(name), name, roleLabel: "", hint: "" };
}

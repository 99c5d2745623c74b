import type { z } from "zod";
import { privateKeyToAccount } from "viem/accounts";
import { demoKeySchema } from "../../../ledger-service/src/modules/accounts/accounts.schemas.ts";
import { typedDataByPrimaryType, typedDataDomain } from "../../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { Signed, ToSign } from "../../../ledger-service/src/platform/chain/typed-data.ts";
import { operationAnswerSchema, operationSchema, type OperationView } from "../../../ledger-service/src/relay/operation.schemas.ts";
import { sessionSchema, type SessionAnswer } from "../../../ledger-service/src/sign-in/session.schemas.ts";
import { openCityBrowser, type CityBrowser } from "./city-browser.ts";
import { waitForNews } from "./wait-for-news.ts";

type DemoKey = z.output<typeof demoKeySchema>;

/** Someone signed in at their city, with the key that the portal would use for them. */
export interface Person {
  readonly name: string;
  readonly browser: CityBrowser;
  readonly session: SessionAnswer;
  readonly key: DemoKey;
}

/** @param givenName the person's first name and, if more than one bears it, their last name */
export async function signIn(origin: string, name: string, actsFor?: string): Promise<Person> {
  const browser = openCityBrowser(origin);
  let session = await browser.signInAs(name);
  if (actsFor !== undefined) {
    const institution = session.person?.roles.find((role) => role.institutionName === actsFor)?.institution;
    if (institution === undefined) throw new RangeError(`${name} does not act for ${actsFor}`);
    session = await browser.send("POST", "/api/session/acting-for", { institution }, sessionSchema);
  }
  const key = await browser.get("/api/demo/key", demoKeySchema);
  return { name, browser, session, key };
}

/** Signs what the service asks for: the types and the domain are ours, the values are the service's [W1]. */
export async function sign({ key, session }: Person, asked: ToSign): Promise<Signed> {
  const struct = Object.values(typedDataByPrimaryType).find(({ primaryType }) => primaryType === asked.primaryType);
  if (struct === undefined || struct.verifyingContract !== asked.contract) throw new RangeError(`${asked.primaryType} is not something one signs`);
  const verifyingContract = session.network.contracts[asked.contract];
  const types: Readonly<Record<string, readonly { name: string; type: string }[]>> = struct.types;
  const signature = await privateKeyToAccount(key.privateKey).signTypedData({
    domain: { ...typedDataDomain, chainId: session.network.chainId, verifyingContract },
    types,
    primaryType: struct.primaryType,
    message: asked.message,
  });
  return { signer: key.signer, signature };
}

/** Sends an act and waits until the index shows it. @throws RangeError when it fails, with the service's sentence */
export async function act(person: Person, path: string, body: unknown): Promise<OperationView> {
  const { operation } = await person.browser.send("POST", path, body, operationAnswerSchema);
  return follow(person, operation);
}

export async function follow({ browser }: Person, { id, act: name }: OperationView): Promise<OperationView> {
  const ended = await waitForNews(browser, name, async () => {
    const operation = await browser.get(`/api/operations/${id}`, operationSchema);
    return operation.status === "indexed" || operation.status === "failed" ? operation : undefined;
  });
  if (ended.status === "failed") throw new RangeError(`${name} : ${ended.problem?.title ?? ""} ${ended.problem?.detail ?? ""}`);
  return ended;
}

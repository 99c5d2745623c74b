import { randomUUID } from "node:crypto";
import { problemSchema } from "../../../ledger-service/src/platform/http/problem.schemas.ts";
import { sessionSchema, type SessionAnswer } from "../../../ledger-service/src/sign-in/session.schemas.ts";
import { createCookieJar } from "./cookie-jar.ts";
import { chooseInForm } from "./persona-form.ts";
import { RefusedRequest } from "./refused-request.ts";

/** Reads what a service answers; the public schemas of the service are such readers. */
export interface Reader<Value> {
  parse(value: unknown): Value;
}

/** One browser at one city: it knows the address, cookies and the page's anti-forgery token, and nothing else. */
export interface CityBrowser {
  readonly origin: string;
  /** Asks who is signed in, as a page does when it opens. */
  openPage(): Promise<SessionAnswer>;
  get<Value>(path: string, reader: Reader<Value>): Promise<Value>;
  /** A request that changes something. Every one has its own idempotency key. */
  send<Value>(method: "POST" | "PUT" | "DELETE", path: string, body: unknown, reader: Reader<Value>): Promise<Value>;
  /** Goes to the city's identity provider, chooses a person by name in its form and comes back. */
  signInAs(personName: string): Promise<SessionAnswer>;
  /** The open stream of live news. */
  openEvents(signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

const HOPS_MAX = 12;

export function openCityBrowser(origin: string): CityBrowser {
  const jar = createCookieJar();
  let csrfToken = "";

  const request = async (method: string, location: string, more: { headers?: Record<string, string>; body?: string; signal?: AbortSignal } = {}): Promise<Response> => {
    const url = new URL(location, origin);
    if (url.origin !== origin) throw new RangeError(`${origin} sends to ${url.origin}`);
    const response = await fetch(url, {
      method,
      redirect: "manual",
      headers: { cookie: jar.headerFor(url.pathname), ...(method === "GET" ? {} : { origin }), ...more.headers },
      ...(more.body === undefined ? {} : { body: more.body }),
      ...(more.signal === undefined ? {} : { signal: more.signal }),
    });
    jar.keep(response.headers.getSetCookie());
    return response;
  };

  const followToPage = async (location: string): Promise<Response> => {
    let next: string | null = location;
    for (let hop = 0; hop < HOPS_MAX; hop += 1) {
      const response: Response = await request("GET", next);
      next = response.headers.get("location");
      if (next === null) return response;
      await response.body?.cancel();
    }
    throw new RangeError(`${origin} redirects without end`);
  };

  const browser: CityBrowser = {
    origin,
    openPage: async () => {
      const session = await browser.get("/api/session", sessionSchema);
      csrfToken = session.csrfToken;
      return session;
    },
    get: async (path, reader) => readAnswer(path, await request("GET", path), reader),
    send: async (method, path, body, reader) => {
      const headers = { "content-type": "application/json", "x-maille-csrf": csrfToken, "idempotency-key": randomUUID() };
      return readAnswer(path, await request(method, path, { headers, body: JSON.stringify(body) }), reader);
    },
    signInAs: async (personName) => {
      await browser.openPage();
      const page = await followToPage("/api/sign-in/oidc/start?returnTo=/");
      const { action, body } = chooseInForm(await page.text(), personName);
      const chosen = await request("POST", action, { headers: { "content-type": "application/x-www-form-urlencoded" }, body });
      await chosen.body?.cancel();
      const back = chosen.headers.get("location");
      if (back === null) throw new RangeError(`The identity provider answers ${chosen.status} to the choice of ${personName}`);
      await (await followToPage(back)).body?.cancel();
      const session = await browser.openPage();
      if (session.person?.displayName !== personName) throw new RangeError(`${personName} is not signed in`);
      return session;
    },
    openEvents: async (signal) => {
      const response = await request("GET", "/api/events", { signal });
      if (response.body === null) throw new RangeError("The live news have no body");
      return response.body;
    },
  };
  return browser;
}

async function readAnswer<Value>(path: string, response: Response, reader: Reader<Value>): Promise<Value> {
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return reader.parse(answer);
  throw new RefusedRequest(path, problemSchema.parse(answer));
}

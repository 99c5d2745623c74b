import { randomUUID } from "node:crypto";

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly json: any;
}

interface SendOptions {
  readonly headers?: Record<string, string>;
  /** Replaces what a browser of this city would send by itself; undefined leaves a header out. */
  readonly without?: readonly string[];
}

/** A browser at one city: its cookies, its page's anti-forgery token, its own Origin. */
export class TestBrowser {
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  csrfToken = "";

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Opens the portal: a session's cookie and its token. */
  async openPage(): Promise<TestAnswer> {
    const answer = await this.get("/api/session");
    this.csrfToken = answer.json.csrfToken;
    return answer;
  }

  get(path: string, options: SendOptions = {}): Promise<TestAnswer> {
    return this.send("GET", path, undefined, options);
  }

  post(path: string, body: unknown = {}, options: SendOptions = {}): Promise<TestAnswer> {
    return this.send("POST", path, body, options);
  }

  put(path: string, body: unknown = {}, options: SendOptions = {}): Promise<TestAnswer> {
    return this.send("PUT", path, body, options);
  }

  delete(path: string, options: SendOptions = {}): Promise<TestAnswer> {
    return this.send("DELETE", path, undefined, options);
  }

  /** An act, under a new idempotency key unless one is given. */
  act(path: string, body: unknown = {}, key: string = randomUUID()): Promise<TestAnswer> {
    return this.post(path, body, { headers: { "idempotency-key": key } });
  }

  /** Follows redirections as a browser does, with its cookies, until a page. */
  async follow(location: string): Promise<TestAnswer> {
    let next = location;
    for (let hop = 0; hop < 12; hop += 1) {
      const answer = await this.get(next);
      const redirection = answer.headers.get("location");
      if (redirection === null) return answer;
      next = redirection;
    }
    throw new Error("too many redirections");
  }

  async send(method: string, path: string, body: unknown, options: SendOptions): Promise<TestAnswer> {
    const url = new URL(path, this.origin);
    const headers = new Headers({
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      accept: "application/json, text/html",
      ...(method === "GET" ? {} : { origin: this.origin, "content-type": "application/json", "x-maille-csrf": this.csrfToken }),
      ...options.headers,
    });
    for (const name of options.without ?? []) headers.delete(name);
    const response = await fetch(url, {
      method,
      headers,
      redirect: "manual",
      ...(method === "GET" || body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  }

  private keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals).trim();
    const value = pair.slice(equals + 1).trim();
    const isGone = value === "" || attributes.some((attribute) => /max-age=0/i.test(attribute) || /expires=thu, 01 jan 1970/i.test(attribute));
    if (isGone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Signs in at the city's identity provider as one of its personas. */
export async function signInAsPersona(browser: TestBrowser, subject: string, returnTo = "/"): Promise<TestAnswer> {
  await browser.openPage();
  const page = await browser.follow(`/api/sign-in/oidc/start?returnTo=${encodeURIComponent(returnTo)}`);
  const action = /action="([^"]+)"/.exec(page.text)?.[1];
  if (action === undefined) throw new Error(`no persona page: ${page.status} ${page.text.slice(0, 300)}`);
  const chosen = await browser.send("POST", action, new URLSearchParams({ sub: subject }).toString(), {
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  const location = chosen.headers.get("location");
  if (location === null) throw new Error(`the persona was refused: ${chosen.status}`);
  await browser.follow(location);
  return browser.openPage();
}

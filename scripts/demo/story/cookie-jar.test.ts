import { expect } from "chai";
import { createCookieJar } from "./cookie-jar.ts";

describe("the story's cookie jar", () => {
  it("gives a cookie back under its path only", () => {
    const jar = createCookieJar();
    jar.keep(["__Host-maille=abc=; Path=/; HttpOnly; Secure; SameSite=Lax", "_interaction=xyz; path=/oidc/interaction; httponly"]);
    expect(jar.headerFor("/api/session")).to.equal("__Host-maille=abc=");
    expect(jar.headerFor("/oidc/interaction/1")).to.equal("__Host-maille=abc=; _interaction=xyz");
  });

  it("forgets what the host takes back", () => {
    const jar = createCookieJar();
    jar.keep(["a=1; Path=/", "b=2; Path=/", "c=3; Path=/"]);
    jar.keep(["a=; Path=/", "b=2; Path=/; Max-Age=0", "c=3; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]);
    expect(jar.headerFor("/")).to.equal("");
  });
});

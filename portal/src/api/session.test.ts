import { expect } from "chai";
import { antiForgeryHeader, rememberAntiForgeryToken } from "./anti-forgery.ts";
import { UnexpectedShape } from "./read-json.ts";
import { readSession } from "./session.ts";

describe("readSession", () => {
  afterEach(() => rememberAntiForgeryToken(undefined));

  it("keeps the anti-forgery token for the next unsafe request", () => {
    const session = readSession({ signedIn: true, displayName: "Aïcha Benali", roles: ["resident"], csrfToken: "t1", expiresAt: "2026-11-23T15:00:00Z" });
    expect(session.displayName).to.equal("Aïcha Benali");
    expect(antiForgeryHeader("POST")).to.deep.equal({ "X-Maille-Csrf": "t1" });
  });

  it("forgets the token when the session has none", () => {
    readSession({ signedIn: true, roles: [], csrfToken: "t1" });
    readSession({ signedIn: false, roles: [] });
    expect(antiForgeryHeader("POST")).to.deep.equal({});
  });

  it("leaves out a role it does not know", () => {
    expect(readSession({ signedIn: true, roles: ["merchant", "mayor"], csrfToken: "t" }).roles).to.deep.equal(["merchant"]);
  });

  it("refuses an answer without its shape", () => {
    expect(() => readSession({ roles: [] })).to.throw(UnexpectedShape, "session.signedIn");
  });
});

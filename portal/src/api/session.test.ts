import { expect } from "chai";
import { antiForgeryHeader, rememberAntiForgeryToken } from "./anti-forgery.ts";
import { UnexpectedShape } from "./read-json.ts";
import { hasRole, readSession } from "./session.ts";

const aicha = { displayName: "Aïcha Benali", signInMethod: "OIDC", account: `0x${"11".repeat(20)}`, roles: [{ kind: "RESIDENT" }] };
const theo = {
  displayName: "Théo Roy",
  signInMethod: "PASSKEY",
  roles: [{ kind: "CASHIER", institution: "0xaa", institutionName: "Boulangerie Théo" }, { kind: "MAYOR" }],
  actingFor: { kind: "CASHIER", institution: "0xaa", institutionName: "Boulangerie Théo" },
};

describe("readSession", () => {
  afterEach(() => rememberAntiForgeryToken(undefined));

  it("keeps the anti-forgery token for the next unsafe request [S7]", () => {
    const session = readSession({ caller: aicha, csrfToken: "t1", expiresAt: "2026-11-23T15:00:00Z" });
    expect(session.person?.displayName).to.equal("Aïcha Benali");
    expect(antiForgeryHeader("POST")).to.deep.equal({ "X-Maille-Csrf": "t1" });
  });

  it("forgets the token when the answer has none", () => {
    readSession({ caller: aicha, csrfToken: "t1" });
    readSession({ caller: null });
    expect(antiForgeryHeader("POST")).to.deep.equal({});
  });

  it("leaves out a role it does not know, and keeps for whom one acts", () => {
    const { person } = readSession({ caller: theo, csrfToken: "t" });
    expect(person?.roles.map((role) => role.kind)).to.deep.equal(["CASHIER"]);
    expect(person?.actingFor?.institutionName).to.equal("Boulangerie Théo");
  });

  it("refuses an answer without its shape", () => {
    expect(() => readSession({ caller: { roles: [] } })).to.throw(UnexpectedShape, "session.caller.displayName");
  });
});

describe("hasRole", () => {
  it("opens a section to any of its roles, and to nobody without one", () => {
    const session = readSession({ caller: theo, csrfToken: "t" });
    expect(hasRole(session, ["MERCHANT_OWNER", "CASHIER"])).to.equal(true);
    expect(hasRole(session, ["OFFICER", "AUDITOR"])).to.equal(false);
    expect(hasRole(readSession({ caller: null }), ["RESIDENT"])).to.equal(false);
    expect(hasRole(undefined, ["RESIDENT"])).to.equal(false);
  });
});

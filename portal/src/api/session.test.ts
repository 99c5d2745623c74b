import { expect } from "chai";
import { antiForgeryHeader, rememberAntiForgeryToken } from "./anti-forgery.ts";
import { UnexpectedShape } from "./read-json.ts";
import { hasRole, readSession } from "./session.ts";

const place = (byte: string) => `0x${byte.repeat(20)}`;
const frame = {
  city: { id: 1, slug: "brossard", name: "Brossard", accent: "#005a9c", phone: "311", localizedOrigin: "http://brossard.localhost:8080" },
  network: {
    chainId: 842026,
    genesisHash: `0x${"ab".repeat(32)}`,
    isDemo: true,
    isSealed: false,
    contracts: { accounts: place("a1"), redemptionDesk: place("a2") },
    verifiers: { cityPasskey: place("c1"), device: place("d1") },
    rpId: "brossard.localhost",
  },
};
const ends = { idleExpiresAt: "2026-11-23T15:00:00Z", absoluteExpiresAt: "2026-11-24T03:00:00Z" };
const aicha = { personId: "p1", displayName: "Aïcha Benali", signInMethod: "OIDC", isEnrolled: true, account: place("11"), roles: [{ kind: "RESIDENT" }], ...ends };
const theo = {
  personId: "p2",
  displayName: "Théo Roy",
  signInMethod: "PASSKEY",
  isEnrolled: false,
  roles: [{ kind: "CASHIER", institution: "0xaa", institutionName: "Boulangerie Théo" }, { kind: "MAYOR" }],
  actingFor: { kind: "CASHIER", institution: "0xaa", institutionName: "Boulangerie Théo" },
  ...ends,
};

describe("readSession", () => {
  afterEach(() => rememberAntiForgeryToken(undefined));

  it("keeps the anti-forgery token for the next unsafe request [S7]", () => {
    const session = readSession({ ...frame, person: aicha, csrfToken: "t1" });
    expect(session.person?.displayName).to.equal("Aïcha Benali");
    expect(antiForgeryHeader("POST")).to.deep.equal({ "X-Maille-Csrf": "t1" });
  });

  it("reads where signatures are checked, and the verifiers of keys", () => {
    const { network, city } = readSession({ ...frame, person: null, csrfToken: "t1" });
    expect(network.contracts.accounts).to.equal(place("a1"));
    expect(network.passkeyVerifier).to.equal(place("c1"));
    expect(network.deviceKeyVerifier).to.equal(place("d1"));
    expect(city.id).to.equal(1);
  });

  it("ends with the first of the two ends", () => {
    expect(readSession({ ...frame, person: aicha, csrfToken: "t" }).expiresAt).to.equal(ends.idleExpiresAt);
    const late = { ...aicha, absoluteExpiresAt: "2026-11-23T14:00:00Z" };
    expect(readSession({ ...frame, person: late, csrfToken: "t" }).expiresAt).to.equal("2026-11-23T14:00:00Z");
    expect(readSession({ ...frame, person: null, csrfToken: "t" }).expiresAt).to.equal(undefined);
  });

  it("leaves out a role it does not know, and keeps for whom one acts", () => {
    const { person } = readSession({ ...frame, person: theo, csrfToken: "t" });
    expect(person?.roles.map((role) => role.kind)).to.deep.equal(["CASHIER"]);
    expect(person?.actingFor?.institutionName).to.equal("Boulangerie Théo");
  });

  it("refuses an answer without its shape", () => {
    expect(() => readSession({ ...frame, csrfToken: "t", person: { ...aicha, displayName: undefined } })).to.throw(UnexpectedShape, "session.person.displayName");
    expect(() => readSession({ csrfToken: "t", person: null })).to.throw(UnexpectedShape, "session.city");
  });
});

describe("hasRole", () => {
  it("opens a section to any of its roles, and to nobody without one", () => {
    const session = readSession({ ...frame, person: theo, csrfToken: "t" });
    expect(hasRole(session, ["MERCHANT_OWNER", "CASHIER"])).to.equal(true);
    expect(hasRole(session, ["OFFICER", "AUDITOR"])).to.equal(false);
    expect(hasRole(readSession({ ...frame, person: null, csrfToken: "t" }), ["RESIDENT"])).to.equal(false);
    expect(hasRole(undefined, ["RESIDENT"])).to.equal(false);
  });
});

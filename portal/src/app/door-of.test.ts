import { expect } from "chai";
import type { Session } from "../api/session.ts";
import { doorOf } from "./door-of.ts";

const frame: Pick<Session, "city" | "network"> = {
  city: { id: 1, slug: "brossard", name: "Brossard", phone: "311" },
  network: { chainId: 1, genesisHash: "0x00", isDemo: true, isSealed: false, contracts: {}, passkeyVerifier: "0x01", deviceKeyVerifier: "0x02", rpId: "brossard.localhost" },
};
const nobody: Session = { ...frame, person: undefined, expiresAt: undefined };
const aicha: Session = {
  ...frame,
  person: { personId: "p1", displayName: "Aïcha Benali", signInMethod: "OIDC", isEnrolled: true, account: undefined, roles: [{ kind: "RESIDENT", institution: undefined, institutionName: undefined, powers: [] }], actingFor: undefined },
  expiresAt: "2026-11-23T15:00:00Z",
};
const known = (data: Session) => ({ data, isPending: false });

describe("doorOf", () => {
  it("lets anyone into a public section, even without a service", () => {
    expect(doorOf("public", { data: undefined, isPending: false })).to.equal("open");
  });

  it("waits for the session, and stays shut when it cannot be known", () => {
    expect(doorOf(["RESIDENT"], { data: undefined, isPending: true })).to.equal("waiting");
    expect(doorOf(["RESIDENT"], { data: undefined, isPending: false })).to.equal("silent");
  });

  it("sends nobody to sign in", () => {
    expect(doorOf("session", known(nobody))).to.equal("signIn");
    expect(doorOf(["OFFICER"], known(nobody))).to.equal("signIn");
  });

  it("opens to one of the roles only", () => {
    expect(doorOf("session", known(aicha))).to.equal("open");
    expect(doorOf(["RESIDENT"], known(aicha))).to.equal("open");
    expect(doorOf(["OFFICER", "AUDITOR"], known(aicha))).to.equal("notYours");
  });
});

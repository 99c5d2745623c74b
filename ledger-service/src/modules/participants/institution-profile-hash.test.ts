import { expect } from "chai";
import { keccak256, stringToBytes } from "viem";
import { privateProfileHash, profileHash, type PublicProfile } from "./institution-profile-hash.ts";

const salt = keccak256(stringToBytes("sel un"));
const otherSalt = keccak256(stringToBytes("sel deux"));
const boulangerieTheo: PublicProfile = { kind: "MERCHANT", name: "Boulangerie Théo", category: "Boulangerie", address: "12, rue du Four", salt };

describe("profile hash", () => {
  const privateHash = privateProfileHash({ phone: "450 555-0112", salt: otherSalt });

  it("changes with every field that a city publishes", () => {
    const hash = profileHash(boulangerieTheo, privateHash);
    const changes: Partial<PublicProfile>[] = [{ kind: "ORGANIZATION" }, { name: "Boulangerie Théa" }, { category: "Café" }, { address: null }, { salt: otherSalt }];
    for (const change of changes) expect(profileHash({ ...boulangerieTheo, ...change }, privateHash)).not.to.equal(hash);
  });

  it("can be checked by whoever has the public half only", () => {
    const published = { ...boulangerieTheo };
    expect(profileHash(published, privateHash)).to.equal(profileHash(boulangerieTheo, privateHash));
  });

  it("hides the telephone behind a salt [X2]", () => {
    const guess = privateProfileHash({ phone: "450 555-0112", salt });
    expect(guess).not.to.equal(privateHash);
  });
});

import { expect } from "chai";
import { describedNetwork } from "./described-network.fixture.ts";
import { keepNetwork, readKeptNetwork } from "./trusted-network.ts";

function drawer(): { getItem: (name: string) => string | null; setItem: (name: string, value: string) => void } {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}

describe("the kept description of the network", () => {
  it("comes back with its date", () => {
    const storage = drawer();
    keepNetwork(describedNetwork(), 1_764_000_000_000, storage);
    const kept = readKeptNetwork(storage);
    expect(kept).to.include({ from: "kept", at: 1_764_000_000_000 });
    expect(kept?.network.name).to.equal("Maille");
  });

  it("is nothing when there is none, or when it does not read", () => {
    const storage = drawer();
    expect(readKeptNetwork(storage)).to.equal(undefined);
    keepNetwork("{}", 1, storage);
    expect(readKeptNetwork(storage)).to.equal(undefined);
  });

  it("is left out where the storage is closed", () => {
    const closed = { getItem: () => null, setItem: () => { throw new Error("closed"); } };
    expect(() => keepNetwork(describedNetwork(), 1, closed)).not.to.throw();
  });
});

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { EnvironmentError, readEnvironment } from "./read-environment.ts";

const folder = mkdtempSync(join(tmpdir(), "maille-environment-"));
const address = `0x${"11".repeat(20)}`;
const names = [
  "schemaRegistry", "eas", "cityPasskeyVerifier", "deviceKeyVerifier", "authority", "participants", "accounts",
  "institutionAccounts", "points", "programmes", "clearingHouse", "earningSheets", "serviceExchanges", "redemptionDesk", "consortium", "timelock",
  "council", "emergencyPause", "reportAnchors",
];

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const complete = {
  CITY_ID: "4",
  CITIES_FILE: file("cities.json", [{ id: 4, slug: "magog", name: "Magog", population: 26_669, origin: "https://maille.magog.invalid", character: "M" }]),
  DEPLOYMENT_FILE: file("deployment.json", {
    chainId: 450_001,
    genesisHash: `0x${"ab".repeat(32)}`,
    deploymentBlock: 1,
    addresses: Object.fromEntries(names.map((name) => [name, address])),
  }),
  RPC_URLS: "https://a.invalid, https://b.invalid",
  DATABASE_URL: "postgresql://magog@database.invalid/magog",
  OIDC_ISSUER: "https://identite.magog.invalid",
  OIDC_CLIENT_ID: "maille",
  OIDC_CLIENT_SECRET: "a secret that is long enough",
  KEYS_FILE: "/run/maille/magog.keys",
  KEYS_PASSPHRASE: "a passphrase that is long enough",
  SERVICE_ACCOUNT: address,
};

describe("readEnvironment", () => {
  it("reads a production city", () => {
    const { configuration, port } = readEnvironment(complete);
    expect(configuration.city).to.include({ id: 4, name: "Magog", accent: "magog" });
    expect(configuration.chain.rpcUrls).to.deep.equal(["https://a.invalid", "https://b.invalid"]);
    expect(configuration.demo).to.equal(undefined);
    expect(port).to.equal(8080);
  });

  for (const name of ["CITY_ID", "DATABASE_URL", "OIDC_ISSUER", "OIDC_CLIENT_SECRET", "KEYS_PASSPHRASE", "SERVICE_ACCOUNT"]) {
    it(`refuses to start without ${name}, which it names`, () => {
      const { [name]: _left, ...rest } = { ...complete } as Record<string, string>;
      expect(() => readEnvironment(rest)).to.throw(EnvironmentError, name);
    });
  }

  it("refuses an identity provider without TLS, and says nothing of its value", () => {
    expect(() => readEnvironment({ ...complete, OIDC_ISSUER: "http://identite.invalid" })).to.throw(EnvironmentError).that.satisfies((error: Error) => !error.message.includes("identite"));
  });
});

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { cityFileSchema } from "./city-file.ts";
import { ConfigurationProblem } from "./configuration-problem.ts";
import { deployedAddressesSchema } from "./network-files.ts";
import { readCityFile } from "./read-city-file.ts";

const address = `0x${"11".repeat(20)}`;
const secret = "a secret that is long enough";
const magog = { id: 4, slug: "magog", name: "Magog", population: 26_669, character: "M", origin: "https://maille.magog.invalid" };
const network = {
  format: "maille-network/1",
  name: "Maille",
  chainId: 20_271,
  genesisHash: `0x${"ab".repeat(32)}`,
  cities: [{ id: 4, slug: "magog", name: "Magog", closeSigners: [] }],
  contracts: Object.fromEntries(Object.keys(deployedAddressesSchema.shape).map((name) => [name, address])),
  deploymentBlock: 1,
};
const complete = {
  format: "maille-city/1",
  cityId: 4,
  networkFile: "network.json",
  citiesFile: "cities.json",
  rpcUrls: ["http://10.0.0.4:8545", "http://10.0.0.1:8545"],
  databaseUrlFile: "database-url",
  identityProvider: { issuer: "https://identite.magog.invalid", clientId: "maille", clientSecretFile: "oidc-secret" },
  keys: { sealedFile: "keys.json", passphraseFile: "passphrase", serviceAccount: address },
};

/** Lays a city's folder, with some files other than they should be. @returns the path of its file */
function folder(files: Readonly<Record<string, unknown>> = {}): string {
  const place = mkdtempSync(join(tmpdir(), "maille-city-file-"));
  const laid: Record<string, unknown> = {
    "city.json": complete, "network.json": network, "cities.json": [magog],
    "database-url": "postgresql://magog@database.invalid/magog\n", "oidc-secret": `${secret}\n`, passphrase: secret, "keys.json": {}, ...files,
  };
  for (const [name, content] of Object.entries(laid)) {
    if (content !== undefined) writeFileSync(join(place, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return join(place, "city.json");
}

function problemOf(files: Readonly<Record<string, unknown>>): ConfigurationProblem {
  try {
    readCityFile(folder(files));
  } catch (error) {
    if (error instanceof ConfigurationProblem) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a city's file", () => {
  it("gives a city's configuration, its secrets from files of their own", () => {
    const { configuration, port } = readCityFile(folder());
    expect(configuration.chain).to.deep.include({ chainId: 20_271, rpcUrls: complete.rpcUrls, isEmbedded: false });
    expect(configuration.identityProvider).to.deep.equal({ issuer: complete.identityProvider.issuer, clientId: "maille", clientSecret: secret, allowsInsecure: false });
    expect(configuration.databaseUrl).to.equal("postgresql://magog@database.invalid/magog");
    expect(configuration.demo).to.equal(undefined);
    expect(port).to.equal(8_080);
  });

  it("is shown whole by the example, which holds no secret", () => {
    const text = readFileSync(new URL("../../../city.example.json", import.meta.url), "utf8");
    const example = cityFileSchema.parse(JSON.parse(text));
    expect(Object.keys(example)).to.include.members(["rpcUrls", "databaseUrlFile", "keys", "identityProvider"]);
    expect(text).not.to.match(/postgres(ql)?:\/\//u);
  });

  for (const [what, files, words] of [
    ["an unknown field", { "city.json": { ...complete, rpcUrl: "http://10.0.0.4:8545" } }, /rpcUrl n’existe pas/u],
    ["an unknown field inside", { "city.json": { ...complete, keys: { ...complete.keys, passphrase: secret } } }, /keys\.passphrase n’existe pas/u],
    ["no node", { "city.json": { ...complete, rpcUrls: [] } }, /rpcUrls/u],
    ["text that is no JSON", { "city.json": "cityId: 4" }, /n’est pas du JSON/u],
    ["a missing secret", { "oidc-secret": undefined }, /oidc-secret ne se lit pas/u],
    ["an empty secret", { passphrase: "\n" }, /keys\.passphraseFile.*une seule ligne/u],
    ["a database address that is none", { "database-url": "host=database.invalid user=magog" }, /databaseUrlFile.*postgresql/u],
    ["missing keys", { "keys.json": undefined }, /keys\.json ne se lit pas/u],
    ["an identity provider without TLS elsewhere than here", { "city.json": { ...complete, identityProvider: { ...complete.identityProvider, issuer: "http://identite.invalid" } } }, /identityProvider\.issuer/u],
    ["a network that does not have this city", { "network.json": { ...network, cities: [] } }, /La ville 4 n’est pas dans network\.json/u],
    ["files of two networks", { "network.json": { ...network, cities: [{ id: 4, slug: "delson" }] } }, /delson dans network\.json et magog dans cities\.json/u],
    ["a network without one of its contracts", { "network.json": { ...network, contracts: { ...network.contracts, points: undefined } } }, /contracts\.points/u],
    ["a portal that is not built", { "city.json": { ...complete, portalFolder: "dist" } }, /portalFolder/u],
  ] as const) {
    it(`is refused in one sentence for ${what}, without a secret in it`, () => {
      const { fr, en } = problemOf(files);
      expect(fr).to.match(words);
      expect(`${fr} ${en}`).not.to.include(secret);
      expect(fr.split("\n")).to.have.length(1);
    });
  }
});

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { composeCity } from "../../ledger-service/src/compose-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { brossard } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const command = new URL("../../ledger-service/src/commands/run-city.ts", import.meta.url).pathname;

describe("npm run city", () => {
  let stack: ServiceStack;
  let folder: string;
  let port: number;
  const children: ChildProcess[] = [];

  before(async () => {
    stack = await startServiceStack({ cities: [brossard], compose: composeCity });
    await stack.stopCity("brossard");
    folder = mkdtempSync(join(tmpdir(), "maille-city-"));
    port = await freePort();
    const { keys, databaseUrl, identityProvider } = stack.configurationOf("brossard");
    write("database-url", databaseUrl);
    write("oidc-secret", identityProvider.clientSecret);
    write("passphrase", keys.passphrase);
    write("cities.json", JSON.stringify(stack.configurationOf("brossard").cities));
    write("network.json", JSON.stringify(network()));
  });
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  function network() {
    const { chainId, genesisHash, addresses, deploymentBlock } = stack.deployed;
    return { format: "maille-network/1", chainId, genesisHash, cities: [{ id: brossard.id, slug: brossard.slug }], contracts: addresses, deploymentBlock };
  }

  function cityFile() {
    const { keys, identityProvider, chain } = stack.configurationOf("brossard");
    return {
      format: "maille-city/1",
      cityId: brossard.id,
      networkFile: "network.json",
      citiesFile: "cities.json",
      rpcUrls: chain.rpcUrls,
      databaseUrlFile: "database-url",
      identityProvider: { issuer: identityProvider.issuer, clientId: identityProvider.clientId, clientSecretFile: "oidc-secret" },
      keys: { sealedFile: keys.sealedFile, passphraseFile: "passphrase", serviceAccount: keys.serviceAccount },
      port,
      logLevel: "fatal",
    };
  }

  /** Runs the command on a file of these fields; ended, it has said all it had to say. */
  function run(fields: object): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
    write("city.json", JSON.stringify(fields));
    const child = spawn(process.execPath, [command, "--config", join(folder, "city.json")], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    let text = "";
    child.stdout?.on("data", (chunk) => (text += String(chunk)));
    child.stderr?.on("data", (chunk) => (text += String(chunk)));
    return { child, said: () => text, ended: new Promise((resolve) => child.on("close", (code) => resolve(code))) };
  }

  const ready = async () => fetch(`http://127.0.0.1:${port}/health/ready`).then((answer) => answer.status, () => 0);

  it("runs one city on its nodes, its database and its identity provider, and ends cleanly", async () => {
    const { child, ended } = run(cityFile());
    await until(async () => (await ready()) === 200);
    const state = await (await fetch(`http://127.0.0.1:${port}/api/ledger-state`)).json();
    expect(state).to.include({ state: "OK" });
    child.kill("SIGTERM");
    expect(await ended).to.equal(0);
  });

  for (const [what, change, words] of [
    ["an unknown field", () => ({ ...cityFile(), chainId: 1 }), /le champ chainId n’existe pas/u],
    ["nodes of another chain", () => otherNetwork({ chainId: 1 }), /ne sont pas du réseau.*identifiant \d+, attendu 1\./u],
    ["nodes of another genesis", () => otherNetwork({ genesisHash: `0x${"ab".repeat(32)}` }), /ne sont pas du réseau.*premier bloc/u],
    ["contracts that are not on the ledger", () => otherNetwork({ contracts: { ...stack.deployed.addresses, points: `0x${"11".repeat(20)}` } }), /ne sont pas du réseau.*contrat none, attendu points/u],
    ["another passphrase than the keys'", () => changed("passphrase", "a passphrase of another city"), /keys\.sealedFile/u],
    ["a database that does not exist", () => changed("database-url", stack.configurationOf("brossard").databaseUrl.replace(/\/[^/]*$/, "/none")), /n’existe pas|refuse/u],
  ] as const) {
    it(`refuses ${what} in one sentence, and ends with a status`, async () => {
      const { said, ended } = run(change());
      expect(await ended).to.equal(1);
      expect(said()).to.match(words);
      expect(said().trim().split("\n"), "French, and English beside it").to.have.length(2);
    });
  }

  function otherNetwork(fields: object) {
    write("other-network.json", JSON.stringify({ ...network(), ...fields }));
    return { ...cityFile(), networkFile: "other-network.json" };
  }

  function changed(name: "passphrase" | "database-url", text: string) {
    write(`other-${name}`, text);
    const file = cityFile();
    return name === "passphrase" ? { ...file, keys: { ...file.keys, passphraseFile: "other-passphrase" } } : { ...file, databaseUrlFile: "other-database-url" };
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse as parseToml } from "smol-toml";
import { privateKeyToAccount } from "viem/accounts";
import { parse as parseYaml } from "yaml";
import { openKeyRing } from "../../ledger-service/src/platform/keys/key-ring.ts";
import { readDescription } from "./description/read-description.ts";
import { readFounding } from "./files/founding-record.ts";
import { openNetworkFolder } from "./files/network-folder.ts";
import { initNetwork } from "./init-network.ts";
import { NetworkProblem } from "./network-problem.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ARTIFACTS = join(ROOT, "artifacts");
const example = (name: string) => readDescription(join(ROOT, "scripts/network/examples", name));
const SLUGS = ["brossard", "magog", "delson", "wendake"];

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

describe("initNetwork", function () {
  this.timeout(180_000);
  let parent: string;
  let rehearsal: string;
  let real: string;
  const city = (network: string, slug: string, file: string): string => join(network, "cities", slug, file);
  const text = (...path: string[]): string => readFileSync(join(...path), "utf8");

  before(async () => {
    parent = mkdtempSync(join(tmpdir(), "maille-network-"));
    rehearsal = join(parent, "rehearsal");
    real = join(parent, "real");
    const common = { artifactsFolder: ARTIFACTS, timestampSeconds: 1_795_000_000 };
    await initNetwork({ ...common, description: example("rehearsal-four.yaml"), out: rehearsal });
    await initNetwork({ ...common, description: example("network.yaml"), out: real });
  });
  after(() => rmSync(parent, { recursive: true, force: true }));

  it("makes a node key for each city of a rehearsal, which only its owner reads", () => {
    const { nodes } = openNetworkFolder(rehearsal);
    expect(nodes.map(({ slug, isOurs }) => ({ slug, isOurs }))).to.deep.equal(SLUGS.map((slug) => ({ slug, isOurs: true })));
    for (const { slug, validator } of nodes) {
      const key = text(city(rehearsal, slug, "node.key")).trim();
      expect(privateKeyToAccount(`0x${key.replace(/^0x/, "")}`).address).to.equal(validator);
    }
  });

  it("lets nobody else read what is secret", function () {
    if (process.platform === "win32") this.skip();
    const secret = /(?:\.key|\.env|officers\.json|sealed\.json)$/;
    const secrets = filesBelow(rehearsal).filter((path) => secret.test(path));
    expect(secrets).to.have.length(1 + 4 * SLUGS.length);
    for (const path of secrets) expect(statSync(path).mode & 0o077, path).to.equal(0);
  });

  it("holds no private key at all where the cities brought their own [B6]", () => {
    for (const path of filesBelow(real)) {
      expect(path).not.to.match(/node\.key$|deployer\.key$|officers\.json$|sealed\.json$/);
      if (/\.(?:json|env|toml|pub)$/.test(path) && !/genesis\.json$/.test(path)) {
        // A 32-byte word there is a hash or a salt, named as such.
        const words = text(path).split("\n").filter((line) => /(?<![0-9a-f])(?:0x)?[0-9a-f]{64}(?![0-9a-f])/i.test(line));
        for (const line of words) expect(line, path).to.match(/"(?:genesisHash|blockHash|institutionSalt)"/);
      }
    }
    expect(openNetworkFolder(real).nodes.every(({ isOurs }) => !isOurs)).to.equal(true);
  });

  it("gives a city's folder nothing of another city but its public addresses [O1]", () => {
    for (const slug of SLUGS) {
      const own = filesBelow(join(rehearsal, "cities", slug)).map((path) => readFileSync(path, "utf8")).join("\n");
      for (const other of SLUGS.filter((one) => one !== slug)) {
        expect(own).not.to.include(text(city(rehearsal, other, "node.key")).trim().replace(/^0x/, ""));
        expect(own).not.to.include(/^KEYS_PASSPHRASE=(.+)$/m.exec(text(city(rehearsal, other, "service.env")))?.[1]);
      }
    }
  });

  it("never writes over a folder that holds something", async () => {
    const out = join(parent, "taken");
    mkdirSync(out);
    writeFileSync(join(out, "precious.txt"), "kept");
    const refused = await initNetwork({ description: example("rehearsal-four.yaml"), out, artifactsFolder: ARTIFACTS, timestampSeconds: 1 })
      .catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(NetworkProblem).with.property("code", "NETWORK_EXISTS");
    expect(readdirSync(out)).to.deep.equal(["precious.txt"]);
  });

  it("writes a besu.toml that a TOML parser reads, with every option that production needs", () => {
    for (const network of [rehearsal, real]) {
      for (const slug of SLUGS) {
        const options = parseToml(text(city(network, slug, "besu.toml")));
        expect(options).to.include({
          "sync-mode": "FULL", "data-storage-format": "FOREST", "min-gas-price": 0, "tx-pool": "sequenced",
          "tx-pool-limit-by-account-percentage": 1, "tx-pool-max-size": 8192, "Xqbft-enable-early-round-change": true,
          "discovery-enabled": false, "rpc-http-host": "127.0.0.1", "node-private-key-file": "node.key",
        });
        expect(options["rpc-http-api"], "no door into the node's inside [B6]").to.deep.equal(["ETH", "NET", "WEB3", "QBFT"]);
      }
    }
    expect(parseToml(text(city(real, "magog", "besu.toml")))).to.include({ "p2p-host": "10.20.0.4", "p2p-interface": "0.0.0.0", "p2p-port": 30_303 });
  });

  it("lists every other node, by address, in static-nodes.json", () => {
    const ports = openNetworkFolder(rehearsal).nodes.map(({ slug, p2pPort }) => [slug, p2pPort] as const);
    for (const [slug] of ports) {
      const others = JSON.parse(text(city(rehearsal, slug, "static-nodes.json")));
      expect(others).to.have.length(SLUGS.length - 1);
      const expected = ports.filter(([other]) => other !== slug).map(([other, port]) =>
        `enode://${text(city(rehearsal, other, "node.pub")).trim().slice(2)}@127.0.0.1:${port}`);
      expect(others).to.deep.equal(expected);
    }
  });

  it("writes a Compose file that a YAML parser reads: node, database and service of each city, one profile a city", () => {
    const { services, volumes } = parseYaml(text(real, "compose.yaml"));
    expect(Object.keys(services)).to.have.members(SLUGS.flatMap((slug) => [`node-${slug}`, `database-${slug}`, `city-${slug}`]));
    expect(Object.keys(volumes)).to.have.members(SLUGS.map((slug) => `database-${slug}`));
    for (const [name, service] of Object.entries<{ profiles: string[] }>(services)) {
      expect(service.profiles).to.deep.equal([name.replace(/^[a-z]+-/, "")]);
    }
    const [, major = 0, minor = 0] = /besu:(\d+)\.(\d+)/.exec(services["node-magog"].image) ?? [];
    expect(Number(major) * 100 + Number(minor), "Besu 26.8.0 or newer [V5]").to.be.at.least(2_608);
    expect(services["node-magog"].volumes).to.deep.equal(["./cities/magog:/maille"]);
  });

  it("writes systemd units that systemd accepts", function () {
    const analyze = spawnSync("systemd-analyze", ["--version"]);
    for (const slug of SLUGS) {
      for (const unit of ["maille-node.service", "maille-city.service"]) {
        const sections = parseUnit(text(city(real, slug, unit)));
        expect([...sections.keys()]).to.deep.equal(["Unit", "Service", "Install"]);
        expect(sections.get("Service")?.get("WorkingDirectory")).to.equal(`/srv/maille/${slug}`);
      }
    }
    if (analyze.status !== 0) return;
    const units = SLUGS.slice(0, 1).flatMap((slug) => ["maille-node.service", "maille-city.service"].map((unit) => city(real, slug, unit)));
    const { stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...units], { encoding: "utf8" });
    // The programs and folders of a real host are not on the machine that runs the tests.
    const said = stderr.split("\n").filter((line) => line.includes("maille-") && !/not executable|No such file|Failed to (?:resolve|look up) user/i.test(line));
    expect(said).to.deep.equal([]);
  });

  it("prepares each city's service: its own node first, its sealed keys, what only the city knows left empty", async () => {
    const environment = readEnvironmentFile(text(city(rehearsal, "magog", "service.env")));
    expect(environment).to.include({ CITY_ID: "4", DEPLOYMENT_FILE: "deployed.json", DATABASE_URL: "", OIDC_CLIENT_SECRET: "" });
    const urls = environment.RPC_URLS?.split(",");
    expect(urls?.[0]).to.equal("http://127.0.0.1:8614");
    expect(urls).to.have.length(SLUGS.length);
    expect(readEnvironmentFile(text(city(real, "magog", "service.env"))).RPC_URLS, "another city's loopback is out of reach").to.equal("http://127.0.0.1:8545");
    const ring = await openKeyRing(city(rehearsal, "magog", "service-keys.sealed.json"), environment.KEYS_PASSPHRASE ?? "");
    const founded = readFounding(rehearsal).cities.find(({ id }) => id === 4);
    expect(founded?.service).to.include({ signer: ring.enrol.address, account: environment.SERVICE_ACCOUNT });
  });

  it("says in network.json what a verifier trusts, and in each city's README what its operator does", () => {
    const record = JSON.parse(text(rehearsal, "network.json"));
    expect(record).to.include({ format: "maille-network/1", consensus: "qbft", isTrial: true, deploymentBlock: 1 });
    expect(record.checkpoint.blockHash).to.equal(record.genesisHash);
    expect(record.checkpoint.validators.map(({ cityId }: { cityId: number }) => cityId)).to.deep.equal([1, 4, 10, 11]);
    for (const { closeSigners } of record.cities) expect(closeSigners).to.have.length(1);
    const guide = text(city(real, "wendake", "README.md"));
    for (const mention of ["[B", "undefined", "NaN"]) expect(guide).not.to.include(mention);
    for (const mention of ["3 sceaux sur 4", "redémarrez tous les nœuds ensemble", "Jamais plus de 1 ville à la fois", "HSM", "10.20.0.11"]) {
      expect(guide).to.include(mention);
    }
    expect(existsSync(city(real, "wendake", "genesis.json"))).to.equal(true);
  });
});

function parseUnit(unit: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const line of unit.split("\n")) {
    const name = /^\[(\w+)\]$/.exec(line)?.[1];
    if (name !== undefined) sections.set(name, (current = new Map<string, string>()));
    else if (line !== "") {
      const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      if (key === undefined || value === undefined) throw new Error(`no line of a unit: ${line}`);
      current?.set(key, value);
    }
  }
  return sections;
}

function readEnvironmentFile(lines: string): Record<string, string> {
  return Object.fromEntries(lines.split("\n").filter((line) => /^[A-Z]/.test(line)).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

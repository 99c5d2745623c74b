import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse as parseToml } from "smol-toml";
import { privateKeyToAccount } from "viem/accounts";
import { readDescription } from "../description/read-description.ts";
import { initNetwork } from "../init-network.ts";
import { type NetworkFolder, openNetworkFolder } from "./network-folder.ts";
import { prepareStandby } from "./standby-node.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

describe("a second node that waits to take a city's place", function () {
  this.timeout(180_000);
  let parent: string;
  let network: NetworkFolder;

  before(async () => {
    parent = mkdtempSync(join(tmpdir(), "maille-standby-"));
    const out = join(parent, "network");
    const description = readDescription(join(ROOT, "scripts/network/examples/rehearsal-four.yaml"));
    await initNetwork({ description, out, artifactsFolder: join(ROOT, "artifacts"), timestampSeconds: 1_795_000_000 });
    network = openNetworkFolder(out);
  });
  after(() => rmSync(parent, { recursive: true, force: true }));

  it("has a key of its own, ports of its own, and the same first block; a third is another again", async () => {
    const magog = network.nodes.find(({ slug }) => slug === "magog");
    if (magog === undefined) throw new RangeError("magog");
    const second = await prepareStandby(network, magog);
    expect(second).to.include({ slug: "magog-2", citySlug: "magog", cityId: magog.cityId, isOurs: true });
    const read = (name: string): string => readFileSync(join(second.folder, name), "utf8");
    const privateKey = read("node.key").trim();
    expect(privateKeyToAccount(`0x${privateKey.replace(/^0x/u, "")}`).address).to.equal(second.validator).and.not.equal(magog.validator);
    expect(statSync(join(second.folder, "node.key")).mode & 0o077, "nobody else reads it").to.equal(0);
    expect(read("genesis.json")).to.equal(readFileSync(join(magog.folder, "genesis.json"), "utf8"));
    const [own, first] = [parseToml(read("besu.toml")), parseToml(readFileSync(join(magog.folder, "besu.toml"), "utf8"))];
    expect(own).to.deep.equal({ ...first, "p2p-port": second.p2pPort, "rpc-http-port": second.rpcPort });
    expect([second.p2pPort, second.rpcPort]).not.to.include.members([magog.p2pPort, magog.rpcPort]);
    expect(JSON.parse(read("static-nodes.json")), "every other node, its city's first one too").to.have.length(4);

    const reopened = openNetworkFolder(network.path);
    expect(reopened.cityCount).to.equal(4);
    expect(reopened.nodes.map(({ slug }) => slug)).to.deep.equal(["brossard", "magog", "delson", "wendake", "magog-2"]);
    expect((await prepareStandby(reopened, second)).slug).to.equal("magog-3");
  });
});

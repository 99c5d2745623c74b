import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openDataFolder, type DataFolder } from "./data-folder.ts";
import { StartProblem } from "./start-problem.ts";

describe("the data folder", () => {
  let path: string;
  let open: DataFolder[];
  const openIt = async (): Promise<DataFolder> => {
    const folder = await openDataFolder(path, { seedingSpanSeconds: 3_600 });
    open.push(folder);
    return folder;
  };
  const refusal = async (): Promise<StartProblem> => {
    const problem = await openIt().then(() => undefined, (error: unknown) => error);
    if (!(problem instanceof StartProblem)) throw new Error("it opened");
    return problem;
  };

  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), "maille-data-")), ".maille");
    open = [];
  });
  afterEach(async () => {
    for (const folder of open) await folder.close();
    rmSync(path, { recursive: true, force: true });
  });

  it("keeps its chain id, first time and secrets once prepared", async () => {
    const first = await openIt();
    const secret = first.secret("essai");
    first.markPrepared();
    await first.close();
    const second = await openIt();
    expect(second.isPrepared()).to.equal(true);
    expect([second.chainId, second.genesisTimestampSeconds, second.secret("essai")]).to.deep.equal([first.chainId, first.genesisTimestampSeconds, secret]);
  });

  it("draws another network for each folder", async () => {
    const first = await openIt();
    await first.close();
    rmSync(path, { recursive: true });
    expect((await openIt()).chainId).to.not.equal(first.chainId);
  });

  it("begins anew after a start that never finished preparing", async () => {
    const first = await openIt();
    const secret = first.secret("essai");
    await first.close();
    expect((await openIt()).secret("essai")).to.not.equal(secret);
  });

  it("lets only its owner read a secret", async function () {
    if (process.platform === "win32") this.skip();
    (await openIt()).secret("essai");
    expect(statSync(join(path, "secrets", "essai")).mode & 0o777).to.equal(0o600);
  });

  it("refuses a second start and names the first", async () => {
    await openIt();
    expect((await refusal()).fr).to.include(`processus ${process.pid}`);
  });

  it("takes over the lock of a start that was killed", async () => {
    await (await openIt()).close();
    writeFileSync(join(path, "lock.json"), JSON.stringify({ pid: process.pid, startedAt: "0", commandLine: "node autre" }));
    await openIt();
  });

  it("says in one sentence that it is damaged, of another version, or not ours", async () => {
    const folder = await openIt();
    folder.markPrepared();
    await folder.close();
    const network = join(path, "chain.json");
    writeFileSync(network, "{\"layout\":");
    expect((await refusal()).fr).to.include("est abîmé");
    writeFileSync(network, "{\"layout\":99}");
    expect((await refusal()).fr).to.include("autre version");
    rmSync(network);
    expect((await refusal()).fr).to.include("est abîmé");
  });
});

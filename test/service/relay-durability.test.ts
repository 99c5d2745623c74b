import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createPublicClient, http } from "viem";
import { accountsAbi } from "../../ledger-service/src/platform/chain/generated/abis/accounts-abi.ts";
import { brossard } from "../support/service/test-city.ts";
import { composeOpeningCity, type OpeningCity } from "../support/service/opening-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { walletActor } from "../support/service/service-actors.ts";
import { until } from "../support/until.ts";

const killedCity = new URL("../support/service/killed-city.ts", import.meta.url).pathname;

describe("a relay killed at any point [Q2]", () => {
  let stack: ServiceStack;
  let folder: string;
  let city: OpeningCity;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "maille-killed-"));
    stack = await startServiceStack({
      cities: [brossard],
      compose: async (configuration) => {
        city = await composeOpeningCity(configuration);
        return city;
      },
    });
    await stack.stopCity("brossard");
  });
  after(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Lets a service of its own process die at the point. */
  async function kill(point: string, names: readonly string[]): Promise<void> {
    const file = join(folder, `${point}.json`);
    const configuration = stack.configurationOf("brossard");
    // Where the index must not be quicker than the death, it does not look for new blocks.
    const pollingMs = point === "PROJECTING" ? 60 : 60_000;
    writeFileSync(file, JSON.stringify({ ...configuration, chain: { ...configuration.chain, pollingMs } }));
    const child = spawn(process.execPath, [killedCity, file, point, ...names], { stdio: ["ignore", "inherit", "inherit"] });
    const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_code, died) => resolve(died)));
    expect(signal, "the service died by the kill").to.equal("SIGKILL");
  }

  async function eventsOnChain(name: string): Promise<number> {
    const client = createPublicClient({ transport: http(stack.node.rpcUrl) });
    const { account } = walletActor(name);
    const logs = await client.getContractEvents({
      address: stack.deployed.addresses.accounts,
      abi: accountsAbi,
      eventName: "AccountOpened",
      args: { account },
      fromBlock: 0n,
    });
    return logs.length;
  }

  async function expectOnce(names: readonly string[]): Promise<void> {
    await stack.startCity("brossard");
    try {
      for (const name of names) {
        const { account } = walletActor(name);
        const state = async () => (await stack.query("brossard", "SELECT status FROM operations WHERE fact_id = $1", [`account:${account}`])).map(({ status }) => status);
        await until(async () => (await state()).includes("indexed"));
        expect(await state()).to.deep.equal(["indexed"]);
        expect(await eventsOnChain(name), `${name}'s account is opened once on the ledger`).to.equal(1);
        const indexed = await stack.query("brossard", "SELECT id FROM chain_events WHERE name = 'AccountOpened' AND args->>'account' = $1", [account]);
        expect(indexed).to.have.length(1);
        const rows = await stack.query("brossard", "SELECT account FROM accounts WHERE account = $1", [account]);
        expect(rows, "and once in the read model").to.have.length(1);
      }
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM relay_transactions WHERE status IN ('SIGNED', 'SENT')")).length === 0);
      const nonces = await stack.query(
        "brossard",
        "SELECT (SELECT max(nonce) + 1 FROM relay_transactions)::int AS used, (SELECT next_nonce FROM relay_lanes)::int AS next, (SELECT count(*) FROM relay_transactions WHERE status <> 'MINED')::int AS lost",
      );
      expect(nonces[0]?.["used"], "no nonce is skipped").to.equal(nonces[0]?.["next"]);
      expect(nonces[0]?.["lost"]).to.equal(0);
    } finally {
      await stack.stopCity("brossard");
    }
  }

  const points = [
    ["ACCEPTED", "between the commit and the signature"],
    ["SIGNED_NOT_SENT", "between signing and sending"],
    ["SENT_NOT_RECORDED", "between sending and recording"],
    ["MINED_NOT_RECORDED", "between the block and its recording"],
    ["MINED_NOT_INDEXED", "between recording and indexing"],
    ["PROJECTING", "in the middle of the index's transaction"],
  ] as const;

  for (const [point, words] of points) {
    it(`does each act exactly once when it dies ${words}`, async () => {
      const names = [`Aïcha ${point}`, `Robert ${point}`];
      await kill(point, names);
      await expectOnce(names);
    });
  }

  it("sends the same bytes again under the same nonce when the node forgets a transaction", async () => {
    await stack.startCity("brossard");
    try {
      const { operationId } = await city.submitOpening("Gisèle");
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [operationId])).length === 1);
      // As after a chain that has lost its last blocks: known here, not there.
      const before = await stack.query("brossard", "SELECT h.hash, t.nonce FROM relay_transactions t JOIN relay_transaction_hashes h ON h.transaction_id = t.id ORDER BY t.nonce DESC LIMIT 1");
      await stack.query("brossard", "UPDATE relay_transactions SET status = 'SIGNED', last_sent_at = NULL WHERE nonce = (SELECT max(nonce) FROM relay_transactions)");
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM relay_transactions WHERE status IN ('SIGNED', 'SENT')")).length === 0);
      const after = await stack.query("brossard", "SELECT h.hash, t.nonce FROM relay_transactions t JOIN relay_transaction_hashes h ON h.transaction_id = t.id ORDER BY t.nonce DESC LIMIT 1");
      expect(after).to.deep.equal(before);
      expect(await eventsOnChain("Gisèle")).to.equal(1);
    } finally {
      await stack.stopCity("brossard");
    }
  });

  it("goes on behind the chain when its database is a day older than the chain", async () => {
    await stack.startCity("brossard");
    try {
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM relay_transactions WHERE status IN ('SIGNED', 'SENT')")).length === 0);
      // A restored backup: the last transaction is not in it, and its nonce is given out again.
      await stack.query("brossard", "UPDATE operations SET transaction_id = NULL WHERE transaction_id = (SELECT max(id) FROM relay_transactions)");
      await stack.query("brossard", "ALTER TABLE relay_transaction_hashes DISABLE TRIGGER USER");
      await stack.query("brossard", "DELETE FROM relay_transaction_hashes WHERE transaction_id = (SELECT max(id) FROM relay_transactions)");
      await stack.query("brossard", "ALTER TABLE relay_transaction_hashes ENABLE TRIGGER USER");
      await stack.query("brossard", "DELETE FROM relay_transactions WHERE id = (SELECT max(id) FROM relay_transactions)");
      await stack.query("brossard", "UPDATE relay_lanes SET next_nonce = next_nonce - 1");
      const { operationId } = await city.submitOpening("Yvon");
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [operationId])).length === 1);
      expect(await eventsOnChain("Yvon")).to.equal(1);
    } finally {
      await stack.stopCity("brossard");
    }
  });

  it("answers the same operation for the same fact, and a problem for what the ledger would refuse", async () => {
    await stack.startCity("brossard");
    try {
      const [first, second] = await Promise.all([city.submitOpening("Maude"), city.submitOpening("Maude")]);
      expect(second.operationId).to.equal(first.operationId);
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [first.operationId])).length === 1);
      await stack.query("brossard", "UPDATE operations SET fact_id = NULL WHERE id = $1", [first.operationId]);
      const refusal = await city.submitOpening("Maude").then(() => undefined, (problem: unknown) => problem);
      expect(refusal).to.include({ name: "Problem" });
      expect(refusal).to.have.property("code").that.does.not.equal("ledger-refused");
    } finally {
      await stack.stopCity("brossard");
    }
  });
});

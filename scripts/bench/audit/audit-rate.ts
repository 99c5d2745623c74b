import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { denis, marthe } from "../../../test/support/actors.ts";
import { networkOf } from "../../../test/support/audit/network-file.ts";
import { ethers } from "../../../test/support/chain.ts";
import type { FilledMaille } from "../../../test/support/fixture.ts";
import { allot, openProgramme } from "../../../test/support/programme-opening.ts";
import { weekIndexAt } from "../../../test/support/sheet-filing.ts";
import type { Figure } from "../figure.ts";
import { type Foundation, madeUpLedger, type MadeUpLedger } from "./made-up-ledger.ts";
import { serveMadeUp } from "./made-up-node.ts";

const run = promisify(execFile);
const ACCOUNTS = 100_000;
const PAYMENTS = 187_376;
const BUDGET = 2n ** 100n;
const COMMAND = new URL("measured-audit.ts", import.meta.url).pathname;

const measuredSchema = z.object({
  events: z.number(),
  seconds: z.number(),
  differences: z.number(),
  firstDifferences: z.array(z.string()),
  comparisons: z.number(),
  peakMebibytes: z.number(),
  cpuSeconds: z.number(),
});

/**
 * A million events audited in a process of its own: a real deployment, then made-up blocks of a hundred thousand
 * accounts, a hundred sheets and 187,376 payments. The limit, in the same run: the same logs fetched and parsed only.
 * @throws Error when the audit finds a difference or misses an event
 */
export async function auditRate(maille: FilledMaille): Promise<Figure[]> {
  const foundation = await layFoundation(maille);
  const ledger = madeUpLedger(foundation, { accounts: ACCOUNTS, payments: PAYMENTS });
  const node = await serveMadeUp(foundation, ledger, (method, params) => ethers.provider.send(method, [...params]));
  const folder = mkdtempSync(join(tmpdir(), "maille-bench-"));
  try {
    const network = join(folder, "network.json");
    writeFileSync(network, JSON.stringify(networkOf(maille.deployed)));
    const limit = await measure(["fetch-only", node.url, String(ledger.lastBlock)]);
    const audit = await measure(["audit", "--rpc", node.url, "--network", network]);
    check(audit, limit, ledger);
    const million = `${String(Math.round(audit.events / 1e4) / 100)} M events`;
    return [
      { what: `audit of ${million}, ${String(audit.comparisons)} comparisons`, items: audit.events, value: audit.events / audit.seconds, unit: "events a second", peer: { name: "fetch and parse only", value: limit.events / limit.seconds } },
      { what: "processor time of the audit", items: audit.events, value: (1e6 * audit.cpuSeconds) / audit.events, unit: "µs an event", peer: { name: "fetch and parse only", value: (1e6 * limit.cpuSeconds) / limit.events } },
      { what: "memory of the audit at its peak", items: audit.events, value: audit.peakMebibytes, unit: "MiB", peer: { name: "fetch and parse only", value: limit.peakMebibytes } },
    ];
  } finally {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(args: readonly string[]): Promise<z.output<typeof measuredSchema>> {
  const { stdout } = await run(process.execPath, [COMMAND, ...args], { maxBuffer: 2 ** 24 });
  return measuredSchema.parse(JSON.parse(stdout));
}

function check(audit: z.output<typeof measuredSchema>, limit: { readonly events: number }, { eventCount }: MadeUpLedger): void {
  if (audit.differences > 0) throw new Error(`a measured audit found differences: ${audit.firstDifferences.join("; ")}`);
  if (audit.events !== limit.events || audit.events < eventCount) throw new Error(`events were missed: ${String(audit.events)} of ${String(limit.events)}`);
}

async function layFoundation(maille: FilledMaille): Promise<Foundation> {
  const { carrefour, cafeDesRapides, boulangerieTheo, contracts, deployed } = maille;
  const programmeId = await openProgramme(maille, [marthe, denis], { budgetPoints: BUDGET, pendingSeconds: 60 });
  await allot(maille, marthe, programmeId, carrefour.account, BUDGET);
  // The made-up blocks are of one clearing period, from its first hour on.
  const periodIndex = Number(await contracts.clearingHouse.currentPeriod()) + 1;
  const lastTimestamp = Number(await contracts.clearingHouse.periodStart(periodIndex)) + 3_600;
  const hex = (text: string): `0x${string}` => `0x${text.slice(2)}`;
  return {
    addresses: deployed.addresses,
    institution: hex(carrefour.account),
    programmeId: hex(programmeId),
    weekIndex: weekIndexAt(lastTimestamp),
    sheetSchema: deployed.schemas.sheet,
    shopOfCity1: hex(cafeDesRapides.account),
    shopOfCity2: hex(boulangerieTheo.account),
    periodIndex,
    lastBlock: await ethers.provider.getBlockNumber(),
    lastTimestamp,
  };
}

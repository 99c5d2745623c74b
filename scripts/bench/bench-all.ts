import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { buildOnce, CONTRACTS_BUILD } from "../demo/build-once.ts";
import { type Figure, tableOf } from "./figure.ts";
import { told } from "./told.ts";

/** Hardhat and the artifacts are read once the contracts are compiled: hence imports only where they are used. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  async gas() {
    const { measureGas } = await import("./measure-gas.ts");
    return measureGas();
  },
  async bytes() {
    const { redemptionBytes } = await import("./redemption-bytes.ts");
    const { deployMaille } = await import("../../test/support/fixture.ts");
    return redemptionBytes(await deployMaille());
  },
  async audit() {
    const { auditRate } = await import("./audit/audit-rate.ts");
    const { deployMaille } = await import("../../test/support/fixture.ts");
    return auditRate(await deployMaille());
  },
  async proofs() {
    const { proofCost } = await import("./proof-cost.ts");
    return proofCost();
  },
  async redemptions() {
    const { measureRedemptions } = await import("./measure-redemptions.ts");
    return measureRedemptions();
  },
  async faults() {
    const { measureFaults } = await import("./measure-redemptions.ts");
    return measureFaults();
  },
};
/** Takes a minute and measures nothing of this machine: run when it is asked for. */
const SIMULATION = "simulation";

async function simulate(): Promise<void> {
  const { runSimulation, SEED } = await import("./simulation/run-simulation.ts");
  runSimulation(values.seed ?? SEED, console.log);
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" }, seed: { type: "string" } } });
const unknown = positionals.find((name) => name !== SIMULATION && !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". There are: ${[...Object.keys(BENCHES), SIMULATION].join(", ")}.`);
  process.exit(2);
}
const chosen = Object.keys(BENCHES).filter((name) => positionals.length === 0 || positionals.includes(name));
if (chosen.length > 0) {
  await buildOnce(CONTRACTS_BUILD);
  const machine = `${String(availableParallelism())} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${String(Math.round(totalmem() / 2 ** 30))} GiB, Node ${process.version}`;
  const figures: Figure[] = [];
  for (const name of chosen) figures.push(...(await told(name, async () => (await BENCHES[name]?.()) ?? [])));
  console.log(`${tableOf(figures)}\n\n${machine}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
}
if (positionals.includes(SIMULATION)) await simulate();
process.exit(0);

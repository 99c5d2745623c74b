import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { buildOnce, CONTRACTS_BUILD } from "../demo/build-once.ts";
import { type Figure, tableOf } from "./figure.ts";

/** Hardhat and the artifacts are read once the contracts are compiled: not before. */
async function measureAll(): Promise<Figure[]> {
  await buildOnce(CONTRACTS_BUILD);
  const { measureGas } = await import("./measure-gas.ts");
  const { redemptionRate } = await import("./redemption-rate.ts");
  return [...(await measureGas()), ...(await redemptionRate())];
}

const machine = `${String(availableParallelism())} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${String(Math.round(totalmem() / 2 ** 30))} GiB, Node ${process.version}`;
const { values } = parseArgs({ options: { json: { type: "string" } } });
const figures = await measureAll();
console.log(`${tableOf(figures)}\n\n${machine}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
process.exit(0);

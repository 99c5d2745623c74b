import { join } from "node:path";
import { fileURLToPath } from "node:url";
import hre from "hardhat";
import { findStaleFiles, removeLeftOver, writeGeneratedFiles } from "./compare-generated.ts";
import { readAbis, readEnums } from "./compiled-contracts.ts";
import { generateAbis } from "./generate-abis.ts";
import { generateApiClient } from "./generate-api-client.ts";
import { generateAuditAbis } from "./generate-audit-abis.ts";
import { generateContractErrors } from "./generate-contract-errors.ts";
import { generateEnums } from "./generate-enums.ts";
import { generateOpenApi } from "./generate-openapi.ts";
import { generateProvedEvents } from "./generate-proved-events.ts";
import { generateTypedData } from "./generate-typed-data.ts";
import type { GeneratedFile } from "./generated-file.ts";

async function generateFromContracts(root: string): Promise<GeneratedFile[]> {
  await hre.tasks.getTask("build").run({ quiet: true });
  const artifactsFolder = join(root, "artifacts");
  const abis = readAbis(artifactsFolder);
  const enums = readEnums(artifactsFolder);
  return [
    ...generateAbis(abis),
    ...generateTypedData(abis),
    ...generateAuditAbis(abis),
    ...generateEnums(enums),
    ...generateProvedEvents(abis, enums),
    ...generateContractErrors(abis),
  ];
}

/** Loads the service, which itself reads what the contracts gave: hence only after that is written. */
async function generateFromService(): Promise<GeneratedFile[]> {
  const { buildOpenApiDocument } = await import("../../ledger-service/src/openapi-document.ts");
  const document = await buildOpenApiDocument();
  return [...generateOpenApi(document), ...(await generateApiClient(document))];
}

/** `npm run generate` writes every generated file; with `--check` it only compares, and fails naming stale ones. */
async function main(): Promise<void> {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
  const isCheck = process.argv.includes("--check");
  const fromContracts = await generateFromContracts(root);
  if (!isCheck) writeGeneratedFiles(root, fromContracts);
  const fromService = await generateFromService();
  const files = [...fromContracts, ...fromService];
  if (!isCheck) {
    writeGeneratedFiles(root, fromService);
    removeLeftOver(root, files);
    console.log(`${files.length} generated files written`);
    return;
  }
  const stale = findStaleFiles(root, files);
  if (stale.length === 0) return console.log(`${files.length} generated files are fresh`);
  console.error(`Stale generated files (run \`npm run generate\`):\n${stale.map((path) => `  ${path}`).join("\n")}`);
  process.exitCode = 1;
}

await main();

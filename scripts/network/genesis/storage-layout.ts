import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isHex, size, type Hex } from "viem";
import { z } from "zod";

/** Where a variable lies, as the compiler's storageLayout says it. */
const memberSchema = z.object({ label: z.string(), slot: z.string().transform(BigInt), offset: z.number(), type: z.string() });
const typeSchema = z.object({
  encoding: z.enum(["inplace", "mapping", "dynamic_array", "bytes"]),
  numberOfBytes: z.string().transform(Number),
  base: z.string().optional(),
  key: z.string().optional(),
  value: z.string().optional(),
  members: z.array(memberSchema).optional(),
});
const layoutSchema = z.object({ storage: z.array(memberSchema), types: z.record(z.string(), typeSchema).nullable() });

export type StorageLayout = z.output<typeof layoutSchema>;
export type LayoutType = z.output<typeof typeSchema>;

/** What a genesis needs of a compiled contract. */
export interface RuntimeContract {
  readonly code: Hex;
  readonly layout: StorageLayout;
}

/** The contract cannot stand in a genesis as it was compiled. */
export class NotForGenesis extends Error {
  constructor(qualifiedName: string, why: string) {
    super(`${qualifiedName} cannot be written into a genesis: ${why}`);
    this.name = "NotForGenesis";
  }
}

const artifactSchema = z.object({
  deployedBytecode: z.custom<Hex>((value) => isHex(value)),
  immutableReferences: z.record(z.string(), z.unknown()).default({}),
  deployedLinkReferences: z.record(z.string(), z.unknown()).default({}),
  inputSourceName: z.string(),
  buildInfoId: z.string(),
});
const buildSchema = z.object({
  output: z.object({ contracts: z.record(z.string(), z.record(z.string(), z.object({ storageLayout: layoutSchema.optional() }))) }),
});

/** Osaka's limit on the code of one contract (EIP-170); the genesis does not check it, a deployment would. */
const CODE_BYTES_MAX = 24_576;

/**
 * Reads runtime code and storage layout of one compiled contract.
 * @param qualifiedName `path/File.sol:Name`
 * @throws NotForGenesis when the code has immutables or libraries, which only a constructor fills
 */
export async function readRuntime(artifactsFolder: string, qualifiedName: string): Promise<RuntimeContract> {
  const [source = "", name = ""] = qualifiedName.split(":");
  const artifact = artifactSchema.parse(await readJson(join(artifactsFolder, source, `${name}.json`)));
  if (Object.keys(artifact.immutableReferences).length > 0) throw new NotForGenesis(qualifiedName, "its code has immutables");
  if (Object.keys(artifact.deployedLinkReferences).length > 0) throw new NotForGenesis(qualifiedName, "its code calls a library");
  if (size(artifact.deployedBytecode) > CODE_BYTES_MAX) throw new NotForGenesis(qualifiedName, "its code is too long");
  const build = buildSchema.parse(await readJson(join(artifactsFolder, "build-info", `${artifact.buildInfoId}.output.json`)));
  const layout = build.output.contracts[artifact.inputSourceName]?.[name]?.storageLayout;
  if (layout === undefined) throw new NotForGenesis(qualifiedName, "the compiler gave no storage layout");
  return { code: artifact.deployedBytecode, layout };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isHex } from "viem";
import type { Artifact, ReadArtifact } from "./deployer.ts";

export class ArtifactUnreadable extends Error {
  readonly qualifiedName: string;

  constructor(qualifiedName: string, options?: ErrorOptions) {
    super(`no compiled contract ${qualifiedName}: run the build first`, options);
    this.name = "ArtifactUnreadable";
    this.qualifiedName = qualifiedName;
  }
}

const isArtifact = (value: unknown): value is Artifact =>
  typeof value === "object" && value !== null && "abi" in value && Array.isArray(value.abi) &&
  "bytecode" in value && isHex(value.bytecode) && "contractName" in value;

/**
 * Reads compiled contracts from the compiler's folder, by qualified name `path/File.sol:Name`.
 * @throws ArtifactUnreadable
 */
export const artifactReader = (artifactsFolder: string): ReadArtifact => async (qualifiedName) => {
  const [source, name] = qualifiedName.split(":");
  if (source === undefined || name === undefined) throw new ArtifactUnreadable(qualifiedName);
  const text = await readFile(join(artifactsFolder, source, `${name}.json`), "utf8").catch((cause: unknown) => {
    throw new ArtifactUnreadable(qualifiedName, { cause });
  });
  const parsed: unknown = JSON.parse(text);
  if (!isArtifact(parsed)) throw new ArtifactUnreadable(qualifiedName);
  return parsed;
};

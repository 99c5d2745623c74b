import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type ContractName, contractNames, contractSources } from "./contract-names.ts";

export type AbiParameter = {
  readonly name: string;
  readonly type: string;
  readonly internalType?: string;
  readonly components?: readonly AbiParameter[];
  readonly indexed?: boolean;
};

export type AbiEntry = {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly inputs?: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
};

/** An enum of our sources; a member's number is its place. */
export type SolidityEnum = { readonly name: string; readonly members: readonly string[] };

type AstNode = { readonly nodeType: string; readonly name?: string; readonly nodes?: readonly AstNode[]; readonly members?: readonly AstNode[] };

/** The compiler's own files, in the shape that its documentation gives them. */
function readCompilerOutput<T>(path: string): T {
  const output: unknown = JSON.parse(readFileSync(path, "utf8"));
  return output as T; // written by this very compile, never by people
}

/** The ABI of each contract: the implementation's where there is one, else its interface's. */
export function readAbis(artifactsFolder: string): ReadonlyMap<ContractName, readonly AbiEntry[]> {
  const artifactPaths = new Map(
    readdirSync(artifactsFolder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".json") && !path.startsWith("build-info"))
      .map((path) => [basename(path, ".json"), join(artifactsFolder, path)]),
  );
  return new Map(
    contractNames.map((name) => {
      const source = contractSources[name];
      const path = artifactPaths.get(source) ?? artifactPaths.get(`I${source}`);
      if (path === undefined) throw new Error(`no artifact ${source} or I${source} in ${artifactsFolder}`);
      return [name, readCompilerOutput<{ abi: readonly AbiEntry[] }>(path).abi];
    }),
  );
}

/** Every enum of `contracts/`, at file level or inside a contract, by name. */
export function readEnums(artifactsFolder: string): readonly SolidityEnum[] {
  const found = new Map<string, SolidityEnum>();
  const visit = (node: AstNode): void => {
    if (node.nodeType === "EnumDefinition" && node.name !== undefined) {
      found.set(node.name, { name: node.name, members: (node.members ?? []).map((member) => member.name ?? "") });
    }
    node.nodes?.forEach(visit);
  };
  const folder = join(artifactsFolder, "build-info");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".output.json"))) {
    const build = readCompilerOutput<{ output: { sources: Record<string, { ast: AstNode }> } }>(join(folder, file));
    for (const [source, { ast }] of Object.entries(build.output.sources)) {
      if (source.startsWith("project/contracts/")) visit(ast);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

import type { SolidityEnum } from "./compiled-contracts.ts";
import { auditGeneratedFolder, chainGeneratedFolder, type GeneratedFile, generatedHeader, signingGeneratedFolder } from "./generated-file.ts";

function describe({ name, members }: SolidityEnum): string {
  const entries = members.map((member, number) => `  ${member}: ${number},\n`).join("");
  const namesConst = `${name.charAt(0).toLowerCase()}${name.slice(1)}Names`;
  return [
    `export const ${name} = {\n${entries}} as const;\n`,
    `export type ${name} = (typeof ${name})[keyof typeof ${name}];\n`,
    `/** Names of ${name} by number. */\n`,
    `export const ${namesConst} = ${JSON.stringify(members)} as const;\n`,
  ].join("");
}

/** Each enum of the contracts as a constant object (name to number) and a list (number to name). */
export function generateEnums(enums: readonly SolidityEnum[]): GeneratedFile[] {
  const text = [generatedHeader, ...enums.map(describe)].join("\n");
  return [chainGeneratedFolder, signingGeneratedFolder, auditGeneratedFolder].map((folder) => ({ path: `${folder}/enums.ts`, text }));
}

import { fileURLToPath } from "node:url";
import { freePort } from "../../scripts/demo/free-port.ts";
import { parseDescription } from "../../scripts/network/description/read-description.ts";
import type { NetworkDescription } from "../../scripts/network/description/network-description.ts";
import type { BesuHome } from "../../scripts/network/rehearsal/besu-home.ts";
import { findBesu } from "../../scripts/network/rehearsal/besu-home.ts";

/** The compiler's folder, from this file. */
export const ARTIFACTS = fileURLToPath(new URL("../../artifacts", import.meta.url));

/** Skips the whole suite where no Besu is named; a Besu that is named and does not work is a failure. */
export function besuOrSkip(context: Mocha.Context): BesuHome {
  if ((process.env.BESU_HOME ?? "") === "") {
    context.skip();
  }
  return findBesu(process.env);
}

const CITIES = [[1, "brossard", "Brossard", 85_721, "B"], [4, "magog", "Magog", 26_669, "M"], [10, "delson", "Delson", 7_457, "D"], [11, "wendake", "Wendake", 2_134, "W"]] as const;

/** Four cities on ports that nobody listens on. */
export async function fourCities(chainId: number): Promise<NetworkDescription> {
  const lines: string[] = [];
  for (const [id, slug, name, population, character] of CITIES) {
    lines.push(`  - { id: ${id}, slug: ${slug}, name: ${name}, population: ${population}, character: ${character}, p2pPort: ${await freePort()}, rpcPort: ${await freePort()}, rehearsal: true }`);
  }
  return parseDescription(`name: Essai à quatre\nchainId: ${chainId}\ncities:\n${lines.join("\n")}\n`, ".");
}

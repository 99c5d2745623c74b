import { join } from "node:path";
import { replaceFileDurably } from "./durable-files.ts";

/** Keeps the network's public description, as its cities serve it, for verifiers and the audit: `.maille/network.json`. */
export async function keepPublicDescription(folderPath: string, cityAddress: string): Promise<void> {
  const answer = await fetch(`${cityAddress}/.well-known/maille/network.json`);
  if (!answer.ok) throw new Error(`${cityAddress} does not describe its network: ${answer.status}`);
  replaceFileDurably(join(folderPath, "network.json"), `${JSON.stringify(await answer.json(), undefined, 2)}\n`);
}

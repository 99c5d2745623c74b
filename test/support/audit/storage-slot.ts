import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AbiCoder, keccak256, toBeHex } from "ethers";
import { networkHelpers } from "../chain.ts";

const FOLDER = new URL("../../../artifacts/build-info/", import.meta.url).pathname;

interface BuildOutput {
  readonly output: {
    readonly contracts: Record<string, Record<string, { readonly storageLayout?: { readonly storage: readonly { readonly label: string; readonly slot: string }[] } }>>;
  };
}

type Layout = ReadonlyMap<string, bigint>;
let layouts: ReadonlyMap<string, Layout> | undefined;

/** "Contract.variable" to slot, for everything compiled. */
function readLayouts(): ReadonlyMap<string, Layout> {
  const found = new Map<string, Layout>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".output.json"))) {
    const { output }: BuildOutput = JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
    for (const [name, { storageLayout }] of Object.values(output.contracts).flatMap((contracts) => Object.entries(contracts))) {
      if (storageLayout !== undefined) found.set(name, new Map(storageLayout.storage.map(({ label, slot }) => [label, BigInt(slot)])));
    }
  }
  return found;
}

/** The slot of a variable, by the compiler's own layout. */
export function slotOf(contract: string, variable: string): bigint {
  layouts ??= readLayouts();
  const slot = layouts.get(contract)?.get(variable);
  if (slot === undefined) throw new Error(`no variable ${variable} in ${contract}`);
  return slot;
}

/** The slot of `mapping[key]`. */
export const inMapping = (slot: bigint, type: string, key: unknown): bigint =>
  BigInt(keccak256(AbiCoder.defaultAbiCoder().encode([type, "uint256"], [key, slot])));

/** Writes a word of a contract's state by force, as no transaction could. */
export async function forceWord(contract: string, slot: bigint, word: bigint): Promise<void> {
  await networkHelpers.setStorageAt(contract, toBeHex(slot), word);
  await networkHelpers.mine();
}

import { createHash } from "node:crypto";

/** A stream of numbers from 0 to 1 (excluded) that a printed seed gives again. */
export function seededNumbers(seed: string): () => number {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0) | 1;
  return () => {
    // xorshift32: enough to choose a sample that anyone can choose again.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** All of `items` when they are few, otherwise `size` of them, the same for the same seed and order. */
export function seededSample<Item>(items: readonly Item[], size: number, seed: string): Item[] {
  if (items.length <= size) return [...items];
  const next = seededNumbers(seed);
  const chosen = [...items];
  for (let index = 0; index < size; index += 1) {
    const other = index + Math.floor(next() * (chosen.length - index));
    const [one, two] = [chosen[index], chosen[other]];
    if (one === undefined || two === undefined) break;
    [chosen[index], chosen[other]] = [two, one];
  }
  return chosen.slice(0, size);
}

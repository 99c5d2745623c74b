/** Says what is being measured while it is, and how long it took: some measures take minutes. */
export async function told<Result>(what: string, measure: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  process.stderr.write(`${what}…\n`);
  const result = await measure();
  process.stderr.write(`  ${((performance.now() - startedMs) / 1_000).toFixed(1)} s\n`);
  return result;
}

/** One breach: where, and what must change. A check without findings passes. */
export type Finding = { readonly where: string; readonly what: string };

/** A check of the repository, run by `npm run check`. */
export type Check = { readonly name: string; run(): Promise<readonly Finding[]> };

export function writeFinding({ where, what }: Finding): string {
  return `${where}: ${what}`;
}

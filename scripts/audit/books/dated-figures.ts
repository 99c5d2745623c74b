/** A figure that changes with time: what it was at the end of any second. */
export class DatedFigure {
  readonly #since: { readonly seconds: number; readonly value: bigint }[] = [];

  /** @param seconds never before the last change */
  set(seconds: number, value: bigint): void {
    this.#since.push({ seconds, value });
  }

  at(seconds: number): bigint {
    return this.#since.findLast((change) => change.seconds <= seconds)?.value ?? 0n;
  }

  get latest(): bigint {
    return this.#since.at(-1)?.value ?? 0n;
  }
}

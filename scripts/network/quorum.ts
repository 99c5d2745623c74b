/** Seals that a block of `n` validators needs: ⌈2n/3⌉, as Besu counts it [B3]. */
export const quorumOf = (n: number): number => Math.ceil((2 * n) / 3);

/** Validators that may be missing while blocks go on. */
export const faultsBorne = (n: number): number => n - quorumOf(n);

/** Points for a quantity, as a fraction: 100 points for 60 minutes is { points: 100n, quantity: 60n }. */
export type Rate = { readonly points: bigint; readonly quantity: bigint };

/**
 * ⌊quantity × rate⌋, the chain's rule for a line and for a sheet's reserve.
 * @throws RangeError when the quantity is negative or the rate divides by zero
 */
export function earnedPointsFloor(quantity: bigint, rate: Rate): bigint {
  if (quantity < 0n || rate.quantity <= 0n) throw new RangeError(`no points for ${quantity} at ${rate.points}/${rate.quantity}`);
  return (quantity * rate.points) / rate.quantity;
}

import type { FilledMaille } from "../../test/support/fixture.ts";
import { crowdOf, openAccounts } from "./crowd.ts";
import { type Figure, gasFigure } from "./figure.ts";

/** Accounts opened with a first P-256 device key each. */
export async function enrolmentGas(maille: FilledMaille): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of [1, 50]) {
    const newcomers = crowdOf(`newcomer of ${String(size)}`, size, maille.deployed.addresses.deviceKeyVerifier);
    figures.push(gasFigure("enrolment: account and first device key", size, await openAccounts(maille.enrolling, newcomers), "gas each"));
  }
  return figures;
}

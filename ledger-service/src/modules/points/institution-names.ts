import type { Address } from "viem";

/** Registered names, of this city's records or of another's signed directory; unknown institutions are not there. */
export type InstitutionNames = (institutions: readonly Address[]) => Promise<ReadonlyMap<Address, string>>;

export function namesOfEach(nameOf: (institution: Address) => Promise<string | undefined>): InstitutionNames {
  return async (institutions) => {
    const named = await Promise.all([...new Set(institutions)].map(async (institution) => [institution, await nameOf(institution)] as const));
    return new Map(named.flatMap(([institution, name]) => (name === undefined ? [] : [[institution, name]])));
  };
}

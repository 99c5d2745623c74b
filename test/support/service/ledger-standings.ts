import type { Standings } from "../../../ledger-service/src/sign-in/standing.ts";

/** Standings of a city without modules: nobody is anything, until a test says so. */
export function plainStandings(parts: Partial<Standings> = {}): Standings {
  return {
    standingOf: async () => ({ roles: [], isEnrolled: false }),
    accountsOfSigner: async () => [],
    personOfAccount: async () => undefined,
    passkeyOf: async () => undefined,
    ...parts,
  };
}

import type { Address, Hex } from "viem";
import { InstitutionKind } from "../../../ledger-service/src/platform/chain/generated/enums.ts";
import type { CastAccounts } from "./cast-accounts.ts";
import type { CastChain } from "./cast-chain.ts";
import { CAST_CITIES, type CastCity, type CastInstitution } from "./cities.ts";
import type { DeployedContracts } from "../../deploy/deployed-contracts.ts";
import { institutionAccountsAbi } from "../../../ledger-service/src/platform/chain/generated/abis/institution-accounts-abi.ts";

export const MERCHANT_CEILING_POINTS = 50_000n;

/** A merchant or an organization of the cast, with the address of its account. */
export interface SeededInstitution extends CastInstitution {
  readonly city: CastCity;
  readonly kind: "MERCHANT" | "ORGANIZATION";
  /** Its place among the city's merchants, or organizations. */
  readonly index: number;
  readonly salt: Hex;
  readonly institution: Address;
}

export const institutionKindOf = (kind: SeededInstitution["kind"]): number =>
  kind === "MERCHANT" ? InstitutionKind.MERCHANT : InstitutionKind.ORGANIZATION;

/** Every institution of the cast; addresses are predicted by the ledger's own factory. */
export const predictInstitutions = async (
  chain: Pick<CastChain, "reader">,
  network: DeployedContracts,
  accounts: CastAccounts,
): Promise<readonly SeededInstitution[]> => {
  const listed = CAST_CITIES.flatMap((city) => [
    ...city.merchants.map((one, index) => ({ ...one, city, kind: "MERCHANT" as const, index })),
    ...city.organizations.map((one, index) => ({ ...one, city, kind: "ORGANIZATION" as const, index })),
  ]);
  return Promise.all(
    listed.map(async (one) => {
      const salt = accounts.institutionSalt(one.city.slug, one.name);
      const institution = await chain.reader.readContract({
        address: network.addresses.institutionAccounts,
        abi: institutionAccountsAbi,
        functionName: "predict",
        args: [salt],
      });
      return { ...one, salt, institution };
    }),
  );
};

export const institutionAt = (
  institutions: readonly SeededInstitution[],
  citySlug: string,
  kind: SeededInstitution["kind"],
  index: number,
): SeededInstitution => {
  const found = institutions.find((one) => one.city.slug === citySlug && one.kind === kind && one.index === index);
  if (found === undefined) throw new RangeError(`no ${kind} ${index} in ${citySlug}`);
  return found;
};

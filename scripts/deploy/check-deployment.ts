import type { Abi, Address, Hex } from "viem";
import type { Deployer, ReadArtifact } from "./deployer.ts";
import type { DeployedContracts } from "./deployed-contracts.ts";
import type { FoundingCity } from "./founding-city.ts";
import { CONTRACT_ROLES } from "./plan.ts";
import { DEFAULT_ADMIN_ROLE, powerId, type RoleName, roleId } from "./power-names.ts";

export class DeploymentDefect extends Error {
  constructor(what: string) {
    super(`the deployment is not as planned: ${what}`);
    this.name = "DeploymentDefect";
  }
}

const ROLES: readonly RoleName[] = ["CONSORTIUM", "MOVER", "SHEETS", "DESK", "DOOR", "REGISTRAR"];

/**
 * Reads the finished deployment back: the deployer holds nothing, the timelock is the consortium, each contract has
 * its roles, each officer its powers.
 * @throws DeploymentDefect naming the first difference
 */
export async function checkDeployment(
  deployed: DeployedContracts,
  cities: readonly FoundingCity[],
  deployer: Deployer,
  readArtifact: ReadArtifact,
): Promise<void> {
  const { abi } = await readArtifact("contracts/participants/Authority.sol:Authority");
  const { addresses } = deployed;
  const holds = holdsReader(deployer, addresses.authority, abi);

  for (const role of [DEFAULT_ADMIN_ROLE, ...ROLES.map(roleId)]) {
    if (await holds(role, deployer.address)) throw new DeploymentDefect(`the deployer still holds role ${role}`);
  }
  for (const role of [DEFAULT_ADMIN_ROLE, roleId("CONSORTIUM")]) {
    if (!(await holds(role, addresses.timelock))) throw new DeploymentDefect(`the timelock lacks role ${role}`);
  }
  for (const { role, holder } of CONTRACT_ROLES) {
    if (!(await holds(roleId(role), addresses[holder]))) throw new DeploymentDefect(`${holder} lacks ${role}`);
  }
  for (const city of cities) {
    for (const officer of [...city.officers, city.service]) {
      for (const power of officer.powers) {
        const args = [city.id, powerId(power), officer.account];
        const has = await deployer.read({ to: addresses.authority, abi, fn: "hasPower", args });
        if (has !== true) throw new DeploymentDefect(`an officer of city ${city.id} lacks ${power}`);
      }
    }
  }
}

const holdsReader =
  (deployer: Deployer, authority: Address, abi: Abi) =>
  async (role: Hex, holder: Address): Promise<boolean> =>
    (await deployer.read({ to: authority, abi, fn: "hasRole", args: [role, holder] })) === true;

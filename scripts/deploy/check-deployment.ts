import { type Abi, type Address, type Hex, keccak256, stringToBytes } from "viem";
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

/** Roles of OpenZeppelin's TimelockController. */
const TIMELOCK_SEATS = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"] as const;
const NOBODY: Address = `0x${"00".repeat(20)}`;

/**
 * Reads the finished deployment back: the deployer holds nothing, the timelock is the consortium, the council alone
 * proposes to it, each contract has its roles, each officer its powers, each city its seat.
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
  await checkTimelock(deployed, deployer, readArtifact);
  await checkMembers(deployed, cities, deployer, readArtifact);
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

/** OpenZeppelin lets anyone do what the zero address may: its seats must be empty too. */
async function checkTimelock({ addresses }: DeployedContracts, deployer: Deployer, readArtifact: ReadArtifact): Promise<void> {
  const { abi } = await readArtifact("@openzeppelin/contracts/governance/TimelockController.sol:TimelockController");
  const to = addresses.timelock;
  const holds = holdsReader(deployer, to, abi);
  for (const seat of TIMELOCK_SEATS) {
    const role = keccak256(stringToBytes(seat));
    if (!(await holds(role, addresses.council))) throw new DeploymentDefect(`the council lacks ${seat} of the timelock`);
    for (const other of [deployer.address, NOBODY]) {
      if (await holds(role, other)) throw new DeploymentDefect(`${other} holds ${seat} of the timelock`);
    }
  }
  if (!(await holds(DEFAULT_ADMIN_ROLE, to))) throw new DeploymentDefect("the timelock does not administer itself");
  for (const other of [deployer.address, addresses.council, NOBODY]) {
    if (await holds(DEFAULT_ADMIN_ROLE, other)) throw new DeploymentDefect(`${other} administers the timelock`);
  }
}

/** On a network whose genesis holds the consortium, nobody else has compared it with the cities of the plan. */
async function checkMembers(
  { addresses }: DeployedContracts,
  cities: readonly FoundingCity[],
  deployer: Deployer,
  readArtifact: ReadArtifact,
): Promise<void> {
  const { abi } = await readArtifact("contracts/governance/Consortium.sol:Consortium");
  const read = (fn: string) => deployer.read({ to: addresses.consortium, abi, fn, args: [] });
  if (!isSame(await read("timelock"), addresses.timelock)) throw new DeploymentDefect("the consortium obeys another timelock");
  const validators = await read("getValidators");
  const expected = cities.map(({ validator }) => validator);
  const agree = isList(validators) && validators.length === expected.length
    && expected.every((validator, place) => isSame(validators[place], validator));
  if (!agree) throw new DeploymentDefect("the validators are not those of the founding cities");
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isSame = (value: unknown, address: Address): boolean => String(value).toLowerCase() === address.toLowerCase();

const holdsReader =
  (deployer: Deployer, authority: Address, abi: Abi) =>
  async (role: Hex, holder: Address): Promise<boolean> =>
    (await deployer.read({ to: authority, abi, fn: "hasRole", args: [role, holder] })) === true;

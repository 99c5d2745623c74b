import { fileURLToPath } from "node:url";
import { createPublicClient, createWalletClient, defineChain, http, type Address } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { checkDeployment } from "../../deploy/check-deployment.ts";
import type { DeployedContracts } from "../../deploy/deployed-contracts.ts";
import { executePlan } from "../../deploy/execute-plan.ts";
import { type FoundingCity, type FoundingOfficer, validatorWithoutNode } from "../../deploy/founding-city.ts";
import { testParameters } from "../../deploy/network-parameters.ts";
import { deploymentPlan } from "../../deploy/plan.ts";
import type { PowerName } from "../../deploy/power-names.ts";
import { artifactReader } from "../../deploy/read-artifact.ts";
import { viemDeployer } from "../../deploy/viem-deployer.ts";
import type { Seeding } from "../evm-node/start-evm-node.ts";
import { castAccounts, foundersOf } from "./cast-accounts.ts";
import { castKeys } from "./cast-keys.ts";
import { CAST_CITIES, type CastCity } from "./cities.ts";
import type { SeededRandom } from "./random.ts";

/** The compiler's folder, from this file. */
const readArtifact = artifactReader(fileURLToPath(new URL("../../../artifacts", import.meta.url)));

const POWERS: Record<string, PowerName> = {
  ADMIN: "ADMIN",
  ACCREDIT: "ACCREDIT",
  PROGRAMME: "PROGRAMME",
  TREASURY: "TREASURY",
  AUDIT: "AUDIT",
  COUNCIL: "COUNCIL",
};

const powerOf = (name: string): PowerName => {
  const power = POWERS[name];
  if (power === undefined) throw new RangeError(`no power ${name}`);
  return power;
};

/** A city of the cast as the plan founds it. `validator` is the address of its node's key. */
export const foundingCityOf = (
  random: SeededRandom,
  city: CastCity,
  enrolAddressOf: (citySlug: string) => Address,
  validator: Address,
): FoundingCity => {
  const keys = castKeys(random);
  const accounts = castAccounts(random);
  const officers = foundersOf(city).map(
    ({ sub, powers }): FoundingOfficer => ({
      account: accounts.person(sub),
      signer: keys.person(sub).address,
      powers: powers.map(powerOf),
    }),
  );
  return {
    id: city.id,
    population: city.population,
    rpIdHost: `${city.slug}.localhost`,
    institutionSalt: random.bytes32(`institution/${city.slug}`),
    validator,
    officers,
    service: { account: accounts.service(city.slug), signer: enrolAddressOf(city.slug), powers: ["ENROL", "RELAY"] },
  };
};

const SEAL_EVERY_MS = 20;

/** Seals a block a little later each time while the deployer waits for its calls. */
const sealWhile = async <Result>(work: Promise<Result>, seeding: Seeding, from: number): Promise<Result> => {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  const sealing = (async () => {
    for (let at = from; !isOver; at += 1) {
      await seeding.sealAt(at);
      await new Promise((resolve) => setTimeout(resolve, SEAL_EVERY_MS));
    }
  })();
  const [result] = await Promise.all([over, sealing]);
  return result;
};

/** Deploys the plan with the cast's eleven cities into an empty ledger, at `at` (seconds). */
export const foundNetwork = async (parts: {
  rpcUrl: string;
  chainId: number;
  random: SeededRandom;
  seeding: Seeding;
  enrolAddressOf: (citySlug: string) => Address;
  at: number;
  onStep: (done: number, total: number) => void;
}): Promise<DeployedContracts> => {
  const { random, at } = parts;
  const chain = defineChain({
    id: parts.chainId,
    name: "Maille",
    nativeCurrency: { name: "none", symbol: "NONE", decimals: 18 },
    rpcUrls: { default: { http: [parts.rpcUrl] } },
  });
  const transport = http(parts.rpcUrl);
  const account = privateKeyToAccount(random.bytes32("key/deployer"));
  const reader = createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: 50 });
  const wallet = createWalletClient({ chain, transport, account });
  const deployer = viemDeployer({ wallet, reader });
  const cities = CAST_CITIES.map((city) => foundingCityOf(random, city, parts.enrolAddressOf, validatorWithoutNode(city.id)));
  const plan = deploymentPlan({
    deployer: account.address,
    parameters: testParameters(monthBefore(at)),
    cities,
  });
  const execution = executePlan(plan, { deployer, readArtifact, firstNonce: 0, onStep: parts.onStep });
  const deployed = await sealWhile(execution, parts.seeding, at);
  await checkDeployment(deployed, cities, deployer, readArtifact);
  return deployed;
};

/** The month of the ledger's first day: its clearing calendar begins there. */
const monthBefore = (at: number): string => new Date(at * 1000).toISOString().slice(0, 7);

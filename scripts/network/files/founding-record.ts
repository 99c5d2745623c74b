import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Address, type Hex, isAddress, isHex } from "viem";
import { z } from "zod";
import type { FoundingCity } from "../../deploy/founding-city.ts";
import { type NetworkParameters, productionParameters, testParameters } from "../../deploy/network-parameters.ts";
import type { PowerName } from "../../deploy/power-names.ts";
import type { GenesisPlanInput } from "../genesis/found-genesis.ts";
import { NetworkProblem } from "../network-problem.ts";

const address = z.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false }));
const hex = z.custom<Hex>((value) => isHex(value));
const power = z.enum(["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "COUNCIL", "ENROL", "RELAY"]) satisfies z.ZodType<PowerName>;
const officer = z.object({ account: address, signer: hex, powers: z.array(power) });

/** `founding.json`: from what the deployment is planned. Addresses, salts and public keys; nothing of it is secret. */
const foundingSchema = z.object({
  format: z.literal("maille-founding/1"),
  deployer: address,
  isTrial: z.boolean(),
  /** `YYYY-MM`: month of the first clearing period. */
  firstMonth: z.string(),
  cities: z.array(
    z.object({
      id: z.number(), population: z.number(), rpIdHost: z.string(), institutionSalt: hex, validator: address,
      officers: z.array(officer), service: officer,
    }),
  ),
});

export type FoundingRecord = z.output<typeof foundingSchema>;

/** A city as the record keeps it. */
export const recordedCity = ({ officers, service, ...city }: FoundingCity): FoundingRecord["cities"][number] => ({
  ...city,
  officers: officers.map((officer) => ({ ...officer, powers: [...officer.powers] })),
  service: { ...service, powers: [...service.powers] },
});

const parametersOf = ({ isTrial, firstMonth }: FoundingRecord): NetworkParameters =>
  isTrial ? testParameters(firstMonth) : productionParameters(firstMonth);

/** What the plan takes: the same at `init`, which writes the genesis by it, and at `deploy`. */
export const planInputOf = (founding: FoundingRecord): GenesisPlanInput => ({
  deployer: founding.deployer,
  parameters: parametersOf(founding),
  cities: founding.cities,
});

/** @throws NetworkProblem NETWORK_UNREADABLE */
export function readFounding(networkFolder: string): FoundingRecord {
  const path = join(networkFolder, "founding.json");
  try {
    return foundingSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new NetworkProblem(
      "NETWORK_UNREADABLE",
      { fr: `Le fichier ${path} manque ou est abîmé. Remettez celui que « init » a écrit.`, en: `The file ${path} is missing or damaged. Put back the one that "init" wrote.` },
      { cause },
    );
  }
}

import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Address, bytesToHex, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { newKeyMaterial, sealKeys } from "../../ledger-service/src/platform/keys/key-ring.ts";
import type { FoundingOfficer } from "../deploy/founding-city.ts";
import type { PowerName } from "../deploy/power-names.ts";
import { replaceFileDurably } from "../demo/durable-files.ts";
import type { DescribedCity, NetworkDescription } from "./description/network-description.ts";
import type { FoundingRecord } from "./files/founding-record.ts";
import { cityFolder } from "./files/network-folder.ts";
import type { NetworkRecord } from "./files/network-record.ts";
import { broughtNodeKey, makeNodeKey } from "./files/node-keys.ts";
import { claimFolder } from "./files/write-network.ts";
import { type LaidCity, layNetwork } from "./lay-network.ts";

const SECRET = 0o600;
const RELAY_LANES = 2;
/** Two hold everything: acts that create value take two people (D12). */
const REHEARSAL_OFFICERS = 2;
const OFFICER_POWERS: readonly PowerName[] = ["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "COUNCIL"];
const SERVICE_POWERS: readonly PowerName[] = ["ENROL", "RELAY"];

/** Accounts and salts are random: they say nothing of anybody [X4]. */
const randomAccount = (): Address => bytesToHex(randomBytes(20));
const randomWord = (): Hex => bytesToHex(randomBytes(32));

interface PreparedCity extends LaidCity {
  readonly city: FoundingRecord["cities"][number];
}

/**
 * `init`: writes genesis, configurations and a folder for each city. Makes the keys of rehearsal cities only.
 * @throws NetworkProblem NETWORK_EXISTS before anything is written
 */
export async function initNetwork(parts: {
  description: NetworkDescription;
  out: string;
  artifactsFolder: string;
  timestampSeconds: number;
}): Promise<NetworkRecord> {
  const { description, out, artifactsFolder, timestampSeconds } = parts;
  claimFolder(out);
  const prepared = new Map(description.cities.map((city) => [city.id, prepareCity(city, out)]));
  const cityOf = (cityId: number): PreparedCity => {
    const found = prepared.get(cityId);
    if (found === undefined) throw new RangeError(`no city ${cityId}`);
    return found;
  };
  const founding: FoundingRecord = {
    format: "maille-founding/1",
    deployer: description.deployer ?? makeDeployer(out),
    isTrial: description.isTrial,
    firstMonth: description.firstMonth,
    cities: description.cities.map(({ id }) => cityOf(id).city),
  };
  return layNetwork({ out, artifactsFolder, description, founding, cityOf, timestampSeconds });
}

function makeDeployer(out: string): Address {
  const privateKey = generatePrivateKey();
  replaceFileDurably(join(out, "deployer.key"), `${privateKey}\n`, SECRET);
  return privateKeyToAccount(privateKey).address;
}

function prepareCity(city: DescribedCity, out: string): PreparedCity {
  const folder = cityFolder(out, city.slug);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = city.publicKey === undefined ? makeNodeKey() : broughtNodeKey(city.publicKey);
  const { officers, serviceSigner, keysPassphrase } = city.founding === undefined ? makeFounders(city, folder) : {
    officers: city.founding.officers.map(({ signer, powers }): FoundingOfficer => ({ account: randomAccount(), signer, powers })),
    serviceSigner: city.founding.serviceSigner,
    keysPassphrase: undefined,
  };
  const serviceAccount = randomAccount();
  const { id, population, portalHost } = city;
  return {
    key,
    serviceAccount,
    keysPassphrase,
    closeSigners: city.closeSigners.length > 0 ? city.closeSigners : [serviceSigner],
    city: {
      id, population, rpIdHost: portalHost, institutionSalt: randomWord(), validator: key.validator,
      officers: officers.map(({ account, signer, powers }) => ({ account, signer, powers: [...powers] })),
      service: { account: serviceAccount, signer: serviceSigner, powers: [...SERVICE_POWERS] },
    },
  };
}

/** A rehearsal city's officers and service, with their keys beside its node's. */
function makeFounders(city: DescribedCity, folder: string) {
  const keys = Array.from({ length: REHEARSAL_OFFICERS }, generatePrivateKey);
  const officers = keys.map((privateKey): FoundingOfficer => ({
    account: randomAccount(), signer: privateKeyToAccount(privateKey).address, powers: OFFICER_POWERS,
  }));
  const records = officers.map(({ account, powers }, index) => ({ account, privateKey: keys[index], powers }));
  replaceFileDurably(join(folder, "rehearsal-officers.json"), `${JSON.stringify(records, undefined, 2)}\n`, SECRET);
  const keysPassphrase = randomBytes(24).toString("hex");
  const material = newKeyMaterial(`${city.slug}-1`, RELAY_LANES);
  sealKeys(join(folder, "service-keys.sealed.json"), keysPassphrase, material);
  return { officers, serviceSigner: privateKeyToAccount(material.enrol).address, keysPassphrase };
}

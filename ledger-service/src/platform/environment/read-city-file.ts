import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { getAddress } from "viem";
import type { z } from "zod";
import type { CityConfiguration } from "./city-configuration.ts";
import { cityFileSchema, memberCitiesFileSchema, networkFileSchema, type CityFile } from "./city-file.ts";
import { ConfigurationProblem } from "./configuration-problem.ts";

export interface CityToRun {
  readonly configuration: CityConfiguration;
  readonly host: string;
  readonly port: number;
}

const secretLengthMin = 16;

/** Reads the file of one city and those that it names. @throws ConfigurationProblem one sentence, the first fault found */
export function readCityFile(filePath: string): CityToRun {
  const at = (path: string): string => resolve(dirname(filePath), path);
  const file = parsed(cityFileSchema, filePath);
  const network = parsed(networkFileSchema, at(file.networkFile));
  const cities = parsed(memberCitiesFileSchema, at(file.citiesFile));
  const city = cities.find(({ id }) => id === file.cityId);
  if (city === undefined) throw notListed(file, file.citiesFile);
  const listed = network.cities.find(({ id }) => id === file.cityId);
  if (listed === undefined) throw notListed(file, file.networkFile);
  if (listed.slug !== city.slug) throw otherName(file, listed.slug, city.slug);
  readText(at(file.keys.sealedFile));
  if (file.portalFolder !== undefined) requirePortal(at(file.portalFolder));
  const { cityPasskeyVerifier, deviceKeyVerifier, ...contracts } = network.contracts;
  return {
    host: file.host,
    port: file.port,
    configuration: {
      city: { ...city, accent: city.accent ?? city.slug, localizedName: city.localizedName ?? `à ${city.name}`, phone: file.helpPhone },
      cities,
      network: { name: network.name, isTrial: network.isTrial },
      chain: {
        rpcUrls: file.rpcUrls,
        chainId: network.chainId,
        genesisHash: network.genesisHash,
        contracts,
        verifiers: { cityPasskey: cityPasskeyVerifier, device: deviceKeyVerifier },
        deploymentBlock: network.deploymentBlock,
        isEmbedded: false,
        blockPeriodMs: file.blockPeriodMs,
        ...(file.idleBlockPeriodMs === undefined ? {} : { idleBlockPeriodMs: file.idleBlockPeriodMs }),
        pollingMs: file.indexPollingMs,
      },
      databaseUrl: readDatabaseUrl(at(file.databaseUrlFile)),
      databasePoolSize: file.databasePoolSize,
      identityProvider: {
        issuer: file.identityProvider.issuer,
        clientId: file.identityProvider.clientId,
        clientSecret: readSecret("identityProvider.clientSecretFile", at(file.identityProvider.clientSecretFile), secretLengthMin),
        allowsInsecure: file.identityProvider.issuer.startsWith("http:"),
      },
      keys: {
        sealedFile: at(file.keys.sealedFile),
        passphrase: readSecret("keys.passphraseFile", at(file.keys.passphraseFile), secretLengthMin),
        serviceAccount: getAddress(file.keys.serviceAccount),
      },
      ...(file.portalFolder === undefined ? {} : { portalFolder: at(file.portalFolder) }),
      logLevel: file.logLevel,
      isBehindProxy: file.isBehindProxy,
      limits: { requestsPerMinute: file.requestsPerMinute, signInsPerMinute: file.signInsPerMinute },
    },
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new ConfigurationProblem({ fr: `Le fichier ${path} ne se lit pas. Vérifiez son chemin et ses droits.`, en: `The file ${path} cannot be read. Check its path and its rights.` }, { cause });
  }
}

function requirePortal(folder: string): void {
  if (existsSync(join(folder, "index.html"))) return;
  throw new ConfigurationProblem({
    fr: `portalFolder : ${folder} ne contient pas le portail construit. Construisez-le, ou retirez ce champ.`,
    en: `portalFolder: ${folder} does not hold the built portal. Build it, or remove this field.`,
  });
}

function parsed<Schema extends z.ZodType>(schema: Schema, path: string): z.output<Schema> {
  const text = readText(path);
  const json = parseJson(text, path);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => [...issue.path, key].join(".")).join(", ");
    throw new ConfigurationProblem({ fr: `${path} : le champ ${names} n’existe pas. Retirez-le ou corrigez son nom.`, en: `${path}: there is no field ${names}. Remove it or correct its name.` });
  }
  const place = issue?.path.join(".") ?? "";
  throw new ConfigurationProblem({ fr: `${path} : le champ ${place} manque ou n’est pas ce qu’il doit être.`, en: `${path}: the field ${place} is missing or is not what it must be.` });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigurationProblem({ fr: `${path} n’est pas du JSON.`, en: `${path} is not JSON.` }, { cause });
  }
}

/** One line; what it holds is never said. */
function readSecret(field: string, path: string, lengthMin: number): string {
  const secret = readText(path).trim();
  if (secret.length >= lengthMin && !secret.includes("\n")) return secret;
  throw new ConfigurationProblem({
    fr: `${field} : ${path} doit contenir une seule ligne d’au moins ${lengthMin} caractères.`,
    en: `${field}: ${path} must hold one line of at least ${lengthMin} characters.`,
  });
}

function readDatabaseUrl(path: string): string {
  const url = readSecret("databaseUrlFile", path, secretLengthMin);
  if (/^postgres(ql)?:\/\/\S+$/.test(url)) return url;
  throw new ConfigurationProblem({
    fr: `databaseUrlFile : ${path} doit contenir une adresse « postgresql://… ».`,
    en: `databaseUrlFile: ${path} must hold an address "postgresql://…".`,
  });
}

function notListed({ cityId }: CityFile, file: string): ConfigurationProblem {
  return new ConfigurationProblem({ fr: `La ville ${cityId} n’est pas dans ${file}.`, en: `City ${cityId} is not in ${file}.` });
}

function otherName({ cityId, networkFile, citiesFile }: CityFile, listed: string, known: string): ConfigurationProblem {
  return new ConfigurationProblem({
    fr: `La ville ${cityId} s’appelle ${listed} dans ${networkFile} et ${known} dans ${citiesFile} : ces fichiers sont de deux réseaux.`,
    en: `City ${cityId} is called ${listed} in ${networkFile} and ${known} in ${citiesFile}: these files are of two networks.`,
  });
}

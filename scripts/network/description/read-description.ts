import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";
import { NetworkProblem } from "../network-problem.ts";
import { checkCities } from "./check-cities.ts";
import { descriptionSchema, type RawCity, type RawDescription } from "./description-schema.ts";
import type { DescribedCity, NetworkDescription } from "./network-description.ts";
import { broughtPublicKey, isPrivateKeyText, privateKeyGiven } from "./public-keys.ts";

const LOOPBACK = "127.0.0.1";
const PRIVATE_FIELDS = /^(?:private|secret|node)[-_]?key(?:[-_]?file)?$/i;

/**
 * Reads `network.yaml`.
 * @throws NetworkProblem saying the first thing to change
 */
export function readDescription(path: string): NetworkDescription {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new NetworkProblem(
      "DESCRIPTION_UNREADABLE",
      { fr: `Le fichier ${path} ne peut pas être lu. Vérifiez le chemin donné à « --config ».`, en: `The file ${path} cannot be read. Check the path given to "--config".` },
      { cause },
    );
  }
  return parseDescription(text, dirname(path));
}

/** @param folder where relative key files are looked for @throws NetworkProblem */
export function parseDescription(text: string, folder: string): NetworkDescription {
  const value = parseYaml(text);
  refusePrivateKeys(value, "");
  const result = descriptionSchema.safeParse(value);
  if (!result.success) throw schemaProblem(result.error.issues[0]);
  const raw = result.data;
  const cities = raw.cities.map((city) => describedCity(city, folder));
  checkCities(cities);
  return { ...described(raw), cities };
}

/** Every scalar stays the text it is in the file. */
function parseYaml(text: string): unknown {
  const document = parseDocument(text, { schema: "failsafe", prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 0;
    throw new NetworkProblem(
      "DESCRIPTION_UNREADABLE",
      { fr: `La description n’est pas un fichier YAML valable, à la ligne ${line}.`, en: `The description is not valid YAML, at line ${line}: ${error.code}.` },
      { cause: error },
    );
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  return value;
}

/** Comes first, so that a private key is named as such wherever it was put, and nothing of it is kept. */
function refusePrivateKeys(value: unknown, where: string): void {
  if (typeof value === "string" && isPrivateKeyText(value)) throw privateKeyGiven(`« ${where} »`);
  if (typeof value !== "object" || value === null) return;
  for (const [member, inner] of Object.entries(value)) {
    const path = where === "" ? member : `${where}.${member}`;
    if (PRIVATE_FIELDS.test(member)) throw privateKeyGiven(`« ${path} »`);
    refusePrivateKeys(inner, path);
  }
}

function schemaProblem(issue: z.core.$ZodIssue | undefined): NetworkProblem {
  const path = issue?.path.join(".") ?? "";
  if (issue?.code === "unrecognized_keys") {
    const field = [path, issue.keys[0]].filter((part) => part !== "").join(".");
    return new NetworkProblem("FIELD_UNKNOWN", {
      fr: `Le champ « ${field} » n’existe pas. Retirez-le, ou corrigez son nom.`,
      en: `There is no field "${field}". Remove it, or correct its name.`,
    });
  }
  return new NetworkProblem("FIELD_INVALID", {
    fr: `Le champ « ${path} » manque ou sa valeur ne convient pas. La liste des champs est dans scripts/network/README.md.`,
    en: `The field "${path}" is missing or its value does not fit (${issue?.message ?? "unknown"}). The fields are listed in scripts/network/README.md.`,
  });
}

const invalid = (field: string, fr: string, en: string): NetworkProblem =>
  new NetworkProblem("FIELD_INVALID", { fr: `Le champ « ${field} » ne convient pas : ${fr}`, en: `The field "${field}" does not fit: ${en}` });

function described(raw: RawDescription): Omit<NetworkDescription, "cities"> {
  const requestTimeoutSeconds = raw.requestTimeoutSeconds ?? Math.max(4, 2 * raw.blockPeriodSeconds);
  if (requestTimeoutSeconds < 2 * raw.blockPeriodSeconds) {
    throw invalid(
      "requestTimeoutSeconds",
      `au moins deux fois la période des blocs, soit ${2 * raw.blockPeriodSeconds} s.`,
      `at least twice the block period, ${2 * raw.blockPeriodSeconds} s.`,
    );
  }
  if (raw.transactionGasLimit > raw.blockGasLimit) {
    throw invalid("transactionGasLimit", "au plus la limite d’un bloc.", "at most the block's limit.");
  }
  if (raw.emptyBlockPeriodSeconds !== undefined && raw.emptyBlockPeriodSeconds < raw.blockPeriodSeconds) {
    throw invalid("emptyBlockPeriodSeconds", "au moins la période des blocs.", "at least the block period.");
  }
  return {
    name: raw.name,
    chainId: raw.chainId,
    // Keys that one machine made for several cities protect nothing.
    isTrial: raw.isTrial || raw.cities.some(({ rehearsal }) => rehearsal === true),
    blockPeriodSeconds: raw.blockPeriodSeconds,
    requestTimeoutSeconds,
    emptyBlockPeriodSeconds: raw.emptyBlockPeriodSeconds,
    blockGasLimit: raw.blockGasLimit,
    transactionGasLimit: raw.transactionGasLimit,
    firstMonth: raw.firstMonth ?? new Date().toISOString().slice(0, 7),
    deployer: raw.deployer,
  };
}

function describedCity(raw: RawCity, folder: string): DescribedCity {
  const publicKey = broughtPublicKey(raw, folder);
  const isRehearsal = raw.rehearsal === true;
  if (isRehearsal === (publicKey !== undefined)) {
    throw invalid(
      `cities (${raw.slug})`,
      "la ville apporte sa clé publique, ou porte « rehearsal: true » pour une répétition; l’un ou l’autre.",
      'the city brings its public key, or says "rehearsal: true"; one or the other.',
    );
  }
  const host = raw.host ?? (isRehearsal ? LOOPBACK : undefined);
  if (host === undefined) throw invalid(`host (${raw.slug})`, "l’adresse IP de son nœud manque.", "the IP address of its node is missing.");
  if (isRehearsal && (host !== LOOPBACK || raw.rpcHost !== LOOPBACK)) {
    throw invalid(`host (${raw.slug})`, `une répétition reste sur ${LOOPBACK}.`, `a rehearsal stays on ${LOOPBACK}.`);
  }
  if (!isRehearsal && raw.portalHost === undefined) {
    throw invalid(`portalHost (${raw.slug})`, "le nom d’hôte de son portail manque.", "the host name of its portal is missing.");
  }
  if (!isRehearsal && raw.founding === undefined) {
    throw invalid(`founding (${raw.slug})`, "ses premiers officiers et la clé de son service manquent.", "its first officers and its service's key are missing.");
  }
  return {
    id: raw.id,
    slug: raw.slug,
    name: raw.name,
    population: raw.population,
    character: raw.character ?? raw.slug.slice(0, 1).toUpperCase(),
    portalHost: raw.portalHost ?? `${raw.slug}.localhost`,
    host,
    p2pPort: raw.p2pPort,
    rpcHost: raw.rpcHost,
    rpcPort: raw.rpcPort,
    publicKey,
    founding: raw.founding,
    closeSigners: raw.closeSigners ?? (raw.founding === undefined ? [] : [raw.founding.serviceSigner]),
  };
}

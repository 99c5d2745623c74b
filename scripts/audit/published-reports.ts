import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";
import { join } from "node:path";
import { AuditProblem } from "./audit-problem.ts";
import { memberOf } from "./json-rpc.ts";
import type { NetworkDescription } from "./network-description.ts";

/** Where the published closes of one city are. */
export interface PublishedReports {
  readonly cityId: number;
  /** The very bytes of a day's close; undefined when nothing is published for it. */
  closeOf(day: string): Promise<Buffer | undefined>;
}

const BYTES_MAX = 1_000_000;
const ANSWER_WITHIN_MS = 20_000;

/**
 * Opens what `--reports` names: a folder with `<slug>/<day>.json` or `<slug>-<day>.json`, or the address of a city.
 * @throws AuditProblem when it is neither
 */
export async function openReports(place: string, network: NetworkDescription): Promise<PublishedReports[]> {
  return /^https?:\/\//.test(place) ? [await reportsOfCity(place)] : reportsOfFolder(place, network);
}

function reportsOfFolder(folder: string, network: NetworkDescription): PublishedReports[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new AuditProblem({
      fr: `Le dossier ${folder} n’existe pas. Donnez avec --reports un dossier de clôtures, ou l’adresse d’une ville.`,
      en: `The folder ${folder} does not exist. Give with --reports a folder of closes, or the address of a city.`,
    });
  }
  const names = readdirSync(folder);
  return [...network.citySlugs]
    .filter(([, slug]) => names.some((name) => name === slug || name.startsWith(`${slug}-`)))
    .map(([cityId, slug]) => ({
      cityId,
      closeOf: async (day) => {
        const path = [join(folder, slug, `${day}.json`), join(folder, `${slug}-${day}.json`)].find((candidate) => existsSync(candidate));
        return path === undefined ? undefined : readFileSync(path);
      },
    }));
}

async function reportsOfCity(address: string): Promise<PublishedReports> {
  const base = address.replace(/\/$/, "");
  const listed = await fetchBytes(`${base}/api/public/closes`);
  const cityId = listed === undefined ? undefined : memberOf(parse(listed), "cityId");
  if (typeof cityId !== "number") {
    throw new AuditProblem({
      fr: `${address} ne publie pas de clôtures. Donnez l’adresse du portail d’une ville du réseau.`,
      en: `${address} publishes no closes. Give the address of the portal of a city of the network.`,
    });
  }
  return { cityId, closeOf: (day) => fetchBytes(`${base}/api/public/closes/${day}`) };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** @returns undefined for anything but 200 */
function fetchBytes(address: string): Promise<Buffer | undefined> {
  const unreachable = (cause: unknown): AuditProblem => new AuditProblem({
    fr: `${address} ne répond pas. Vérifiez l’adresse donnée avec --reports, puis recommencez.`,
    en: `${address} does not answer. Check the address given with --reports, then try again.`,
  }, { cause });
  const { hostname, protocol } = new URL(address);
  // Names under localhost mean this machine (RFC 6761), though not every system resolves them.
  const host = hostname.endsWith(".localhost") ? { lookup: loopback } : {};
  return new Promise((resolve, reject) => {
    const request = (protocol === "https:" ? getHttps : getHttp)(address, { ...host, timeout: ANSWER_WITHIN_MS }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > BYTES_MAX) request.destroy(new Error("too large"));
        else chunks.push(chunk);
      });
      response.on("end", () => resolve(response.statusCode === 200 ? Buffer.concat(chunks) : undefined));
      response.on("error", (cause) => reject(unreachable(cause)));
    });
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.on("error", (cause) => reject(unreachable(cause)));
  });
}

function loopback(_name: string, options: { readonly all?: boolean }, answer: (error: null, address: string | { address: string; family: number }[], family?: number) => void): void {
  if (options.all === true) answer(null, [{ address: "127.0.0.1", family: 4 }]);
  else answer(null, "127.0.0.1", 4);
}

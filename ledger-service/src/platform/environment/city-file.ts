import { z } from "zod";
import { address, deployedAddressesSchema, hash32, memberCitySchema } from "./network-files.ts";

const path = z.string().min(1);
const wholeNumber = z.number().int().positive();
/** TLS, but for what stays on this machine. */
const webAddress = z.url({ protocol: /^https?$/ }).refine((url) => url.startsWith("https:") || isLoopback(new URL(url).hostname));

function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "127.0.0.1" || host === "[::1]";
}

/** The file of `npm run city -- --config`: one city's service. Paths are beside the file; secrets are in files of their own. */
export const cityFileSchema = z.strictObject({
  format: z.literal("maille-city/1"),
  cityId: wholeNumber.max(255),
  /** network.json and cities.json of the network's founding. */
  networkFile: path,
  citiesFile: path,
  /** The city's own node first. */
  rpcUrls: z.array(z.url({ protocol: /^https?$/ })).min(1).max(32),
  blockPeriodMs: wholeNumber.default(2_000),
  /** Of empty blocks; left out where a block comes only when something is pending. */
  idleBlockPeriodMs: wholeNumber.optional(),
  indexPollingMs: wholeNumber.default(500),
  /** A file that holds one line: postgresql://… */
  databaseUrlFile: path,
  databasePoolSize: wholeNumber.min(3).default(20),
  identityProvider: z.strictObject({ issuer: webAddress, clientId: z.string().min(1), clientSecretFile: path }),
  keys: z.strictObject({ sealedFile: path, passphraseFile: path, serviceAccount: address }),
  /** portal/dist; left out when another server serves the portal. */
  portalFolder: path.optional(),
  helpPhone: z.string().min(3).default("311"),
  host: z.string().min(1).default("127.0.0.1"),
  port: wholeNumber.max(65_535).default(8_080),
  isBehindProxy: z.boolean().default(false),
  logLevel: z.enum(["fatal", "error", "warn", "info", "debug"]).default("info"),
  requestsPerMinute: wholeNumber.default(300),
  signInsPerMinute: wholeNumber.default(10),
});

export type CityFile = z.output<typeof cityFileSchema>;

export const memberCitiesFileSchema = z.array(memberCitySchema.extend({ origin: webAddress })).min(1);

/** What a service needs of `network.json`; verifiers and auditors read the rest of it. */
export const networkFileSchema = z.object({
  format: z.literal("maille-network/1"),
  name: z.string().max(200).default("Maille"),
  isTrial: z.boolean().default(false),
  chainId: wholeNumber,
  genesisHash: hash32,
  cities: z.array(z.object({ id: z.number(), slug: z.string() })),
  contracts: deployedAddressesSchema,
  deploymentBlock: z.number().int().nonnegative(),
});

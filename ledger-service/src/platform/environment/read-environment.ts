import { readFileSync } from "node:fs";
import { getAddress } from "viem";
import { z } from "zod";
import type { CityConfiguration } from "./city-configuration.ts";
import { deployedAddressesSchema, hash32, memberCitySchema } from "./network-files.ts";

/** The environment lacks something, or holds something that cannot be. Names variables, never their values. */
export class EnvironmentError extends Error {
  constructor(issues: readonly string[]) {
    super(`The environment is not complete: ${issues.join("; ")}`);
    this.name = "EnvironmentError";
  }
}

const wholeNumber = z.coerce.number().int().positive();
const yes = z.enum(["true", "false"]).default("false").transform((value) => value === "true");

const environmentSchema = z.object({
  CITY_ID: wholeNumber.max(255),
  /** JSON: the member cities. */
  CITIES_FILE: z.string().min(1),
  /** JSON written by the deployment. */
  DEPLOYMENT_FILE: z.string().min(1),
  /** Comma-separated, tried in order. */
  RPC_URLS: z.string().min(1),
  INDEX_POLLING_MS: wholeNumber.default(500),
  BLOCK_PERIOD_MS: wholeNumber.default(2_000),
  /** Of empty blocks; none where a block comes only when something is pending. */
  IDLE_BLOCK_PERIOD_MS: wholeNumber.optional(),
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL_SIZE: wholeNumber.default(20),
  OIDC_ISSUER: z.url({ protocol: /^https$/ }),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(16),
  KEYS_FILE: z.string().min(1),
  KEYS_PASSPHRASE: z.string().min(16),
  SERVICE_ACCOUNT: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  PORTAL_FOLDER: z.string().min(1).optional(),
  HELP_PHONE: z.string().default("311"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug"]).default("info"),
  BEHIND_PROXY: yes,
  REQUESTS_PER_MINUTE: wholeNumber.default(300),
  SIGN_INS_PER_MINUTE: wholeNumber.default(10),
  PORT: wholeNumber.max(65_535).default(8080),
});

const citiesFileSchema = z.array(memberCitySchema.extend({ origin: z.url({ protocol: /^https$/ }) }));

const deploymentFileSchema = z.object({
  chainId: z.number().int().positive(),
  genesisHash: hash32,
  deploymentBlock: z.number().int().nonnegative(),
  addresses: deployedAddressesSchema,
});

/** The only reader of the process's environment. @throws EnvironmentError */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): { configuration: CityConfiguration; port: number } {
  const environment = parsed(environmentSchema, source);
  const cities = parsed(citiesFileSchema, readJson("CITIES_FILE", environment.CITIES_FILE));
  const deployment = parsed(deploymentFileSchema, readJson("DEPLOYMENT_FILE", environment.DEPLOYMENT_FILE));
  const city = cities.find(({ id }) => id === environment.CITY_ID);
  if (city === undefined) throw new EnvironmentError(["CITY_ID: not in CITIES_FILE"]);
  const { cityPasskeyVerifier, deviceKeyVerifier, ...contracts } = deployment.addresses;
  return {
    port: environment.PORT,
    configuration: {
      city: {
        ...city,
        accent: city.accent ?? city.slug,
        localizedName: city.localizedName ?? `à ${city.name}`,
        phone: environment.HELP_PHONE,
      },
      cities,
      chain: {
        rpcUrls: environment.RPC_URLS.split(",").map((url) => url.trim()),
        chainId: deployment.chainId,
        genesisHash: deployment.genesisHash,
        contracts,
        verifiers: { cityPasskey: cityPasskeyVerifier, device: deviceKeyVerifier },
        deploymentBlock: deployment.deploymentBlock,
        isEmbedded: false,
        blockPeriodMs: environment.BLOCK_PERIOD_MS,
        idleBlockPeriodMs: environment.IDLE_BLOCK_PERIOD_MS,
        pollingMs: environment.INDEX_POLLING_MS,
      },
      databaseUrl: environment.DATABASE_URL,
      databasePoolSize: environment.DATABASE_POOL_SIZE,
      identityProvider: {
        issuer: environment.OIDC_ISSUER,
        clientId: environment.OIDC_CLIENT_ID,
        clientSecret: environment.OIDC_CLIENT_SECRET,
        allowsInsecure: false,
      },
      keys: {
        sealedFile: environment.KEYS_FILE,
        passphrase: environment.KEYS_PASSPHRASE,
        serviceAccount: getAddress(environment.SERVICE_ACCOUNT),
      },
      portalFolder: environment.PORTAL_FOLDER,
      logLevel: environment.LOG_LEVEL,
      isBehindProxy: environment.BEHIND_PROXY,
      limits: { requestsPerMinute: environment.REQUESTS_PER_MINUTE, signInsPerMinute: environment.SIGN_INS_PER_MINUTE },
    },
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw new EnvironmentError(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.code}`));
  return result.data;
}

function readJson(variable: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new EnvironmentError([`${variable}: not a readable JSON file`]);
  }
}

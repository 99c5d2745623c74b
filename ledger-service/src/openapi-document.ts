import { composeCityWithKeys } from "./compose-city.ts";
import type { ContractAddresses } from "./platform/chain/contract-abis.ts";
import type { CityConfiguration } from "./platform/environment/city-configuration.ts";
import { openApiOf } from "./platform/http/openapi.ts";
import { keyRingOf, newKeyMaterial } from "./platform/keys/key-ring.ts";
import { zeroAddress, zeroHash } from "./kernel/hex.ts";

/** The API's description, from the route table of a city that is composed and never started. */
export async function buildOpenApiDocument() {
  const keys = await keyRingOf(newKeyMaterial("description"));
  return openApiOf(composeCityWithKeys(describedCity(), keys).routes);
}

function describedCity(): CityConfiguration {
  const city = { id: 1, slug: "ville", name: "Ville", population: 1, origin: "https://ville.invalid", character: "V" };
  return {
    city: { ...city, accent: "ville", localizedName: "à Ville", phone: "311" },
    cities: [city],
    chain: {
      rpcUrls: ["https://node.invalid"],
      chainId: 1,
      genesisHash: zeroHash,
      contracts: nowhere(),
      verifiers: { cityPasskey: zeroAddress, device: zeroAddress },
      deploymentBlock: 1,
      isEmbedded: false,
      blockPeriodMs: 1_000,
      pollingMs: 1_000,
    },
    databaseUrl: "postgresql://nobody@database.invalid/none",
    databasePoolSize: 1,
    identityProvider: { issuer: "https://identity.invalid", clientId: "none", clientSecret: "none", allowsInsecure: false },
    keys: { sealedFile: "none", passphrase: "none", serviceAccount: zeroAddress },
    logLevel: "silent",
    isBehindProxy: false,
    limits: { requestsPerMinute: 60, signInsPerMinute: 60 },
  };
}

function nowhere(): ContractAddresses {
  return {
    authority: zeroAddress,
    participants: zeroAddress,
    accounts: zeroAddress,
    institutionAccounts: zeroAddress,
    points: zeroAddress,
    programmes: zeroAddress,
    clearingHouse: zeroAddress,
    earningSheets: zeroAddress,
    serviceExchanges: zeroAddress,
    redemptionDesk: zeroAddress,
    eas: zeroAddress,
    schemaRegistry: zeroAddress,
    timelock: zeroAddress,
    consortium: zeroAddress,
    council: zeroAddress,
    emergencyPause: zeroAddress,
    reportAnchors: zeroAddress,
  };
}

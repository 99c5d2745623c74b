import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { freePort } from "../../scripts/demo/free-port.ts";
import { deployToNetwork } from "../../scripts/network/deploy-network.ts";
import type { DescribedCity } from "../../scripts/network/description/network-description.ts";
import { recordedCity } from "../../scripts/network/files/founding-record.ts";
import { type NetworkFolder, openNetworkFolder } from "../../scripts/network/files/network-folder.ts";
import { makeNodeKey } from "../../scripts/network/files/node-keys.ts";
import { layNetwork } from "../../scripts/network/lay-network.ts";
import type { BesuHome } from "../../scripts/network/rehearsal/besu-home.ts";
import { killNode } from "../../scripts/network/rehearsal/node-process.ts";
import { startNodes, waitForBlock } from "../../scripts/network/rehearsal/start-network.ts";
import type { OpenTestLedger } from "../support/service/test-ledger.ts";
import type { TestCity } from "../support/service/test-city.ts";
import { ARTIFACTS } from "./support.ts";

const LOOPBACK = "127.0.0.1";
const BLOCK_GAS_LIMIT = 0x1f_ffff_ffff_ffffn;

/** Besu validators, one a city of a stack: the consortium that the stack's council governs is the one that QBFT reads. */
export interface BesuLedger {
  readonly open: OpenTestLedger;
  readonly network: () => NetworkFolder;
}

/** @param beforeStart what a test changes in the laid network, its cables for example */
export function besuLedger(
  besu: BesuHome,
  chainId: number,
  members: readonly TestCity[],
  beforeStart: (network: NetworkFolder) => Promise<void> = async () => undefined,
): BesuLedger {
  let network: NetworkFolder | undefined;
  const found = (): NetworkFolder => {
    if (network === undefined) throw new Error("the network was not laid yet");
    return network;
  };
  const stop = async (): Promise<void> => void (await Promise.all(openNetworkFolder(found().path).nodes.map(killNode)));
  return {
    network: () => openNetworkFolder(found().path),
    async open({ folder, cities }) {
      mkdirSync(folder, { recursive: true });
      const keys = new Map(members.map(({ id }) => [id, makeNodeKey()]));
      const keyOf = (cityId: number) => keys.get(cityId) ?? makeNodeKey();
      const deployerKey = generatePrivateKey();
      const deployer = privateKeyToAccount(deployerKey).address;
      writeFileSync(join(folder, "deployer.key"), deployerKey, { mode: 0o600 });
      const firstMonth = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7);
      await layNetwork({
        out: folder,
        artifactsFolder: ARTIFACTS,
        description: {
          name: "Vote d’essai", chainId, isTrial: true, blockPeriodSeconds: 1, requestTimeoutSeconds: 4, emptyBlockPeriodSeconds: undefined,
          blockGasLimit: BLOCK_GAS_LIMIT, transactionGasLimit: 16_777_216n, firstMonth, deployer, cities: await Promise.all(members.map(describe)),
        },
        founding: {
          format: "maille-founding/1", deployer, isTrial: true, firstMonth,
          cities: cities.map((city) => recordedCity({ ...city, validator: keyOf(city.id).validator })),
        },
        cityOf: (cityId) => {
          const service = cities.find(({ id }) => id === cityId)?.service;
          if (service === undefined) throw new RangeError(`no city ${String(cityId)}`);
          return { key: keyOf(cityId), serviceAccount: service.account, keysPassphrase: undefined, closeSigners: [] };
        },
        timestampSeconds: Math.floor(Date.now() / 1_000),
      });
      network = openNetworkFolder(folder);
      try {
        await beforeStart(network);
        await startNodes(network.nodes, network, besu);
        if ((await waitForBlock(network)) === undefined) throw new Error("the network makes no blocks");
        const [rpcUrl = "", ...others] = network.nodes.map((node) => node.rpcUrl);
        const deployed = await deployToNetwork({ network, rpcUrl, artifactsFolder: ARTIFACTS, keyFile: undefined, onStep: () => undefined });
        const never = (): never => {
          throw new Error("validators keep their own time and are killed by name");
        };
        return {
          deployed,
          node: { rpcUrl, rpcUrls: [rpcUrl, ...others], chainId, isEmbedded: false, anvilPid: never, sealAt: async () => never(), start: async () => never(), stop },
        };
      } catch (error) {
        await stop();
        throw error;
      }
    },
  };
}

const describe = async ({ id, slug, name, population, character }: TestCity): Promise<DescribedCity> => ({
  id, slug, name, population, character, portalHost: `${slug}.localhost`,
  host: LOOPBACK, p2pPort: await freePort(), rpcHost: LOOPBACK, rpcPort: await freePort(),
  publicKey: undefined, founding: undefined, closeSigners: [],
});

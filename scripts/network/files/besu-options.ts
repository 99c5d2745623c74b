import type { DescribedCity } from "../description/network-description.ts";

export type BesuOption = string | number | boolean | readonly string[];

/** The lowest Besu that a production network may run [V5]. */
export const BESU_VERSION_MIN = "26.8.0";

/** Only what a service needs: DEBUG, ADMIN and TXPOOL stay inside the node [B6]. */
const RPC_APIS = ["ETH", "NET", "WEB3", "QBFT"] as const;
const LOOPBACK = "127.0.0.1";
const POOL_TRANSACTIONS = 8_192;
const PEERS_MIN = 25;

/**
 * A node's options, relative to its city's folder. FULL and FOREST serve proofs of old states; the sequenced pool and
 * a whole share of it for one sender let a relayer queue; static nodes without discovery give the full mesh at once.
 */
export function besuOptions(city: DescribedCity, cityCount: number, blockGasLimit: bigint): Readonly<Record<string, BesuOption>> {
  return {
    "data-path": "data",
    "genesis-file": "genesis.json",
    "node-private-key-file": "node.key",
    "sync-mode": "FULL",
    "data-storage-format": "FOREST",
    "min-gas-price": 0,
    "target-gas-limit": Number(blockGasLimit),
    "tx-pool": "sequenced",
    "tx-pool-limit-by-account-percentage": 1,
    "tx-pool-max-size": POOL_TRANSACTIONS,
    "Xqbft-enable-early-round-change": true,
    "discovery-enabled": false,
    "static-nodes-file": "static-nodes.json",
    "max-peers": Math.max(PEERS_MIN, cityCount),
    "p2p-host": city.host,
    "p2p-interface": city.host === LOOPBACK ? LOOPBACK : "0.0.0.0",
    "p2p-port": city.p2pPort,
    "nat-method": "NONE",
    "rpc-http-enabled": true,
    "rpc-http-host": city.rpcHost,
    "rpc-http-port": city.rpcPort,
    "rpc-http-api": RPC_APIS,
    "host-allowlist": [...new Set(["localhost", LOOPBACK, city.rpcHost])],
    logging: "INFO",
  };
}

/** The same as a TOML file, one option a line. */
export function besuToml(options: Readonly<Record<string, BesuOption>>): string {
  // A TOML basic string escapes as JSON does.
  return Object.entries(options).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`).join("");
}

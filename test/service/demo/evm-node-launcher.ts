// A launcher of its own, so that a test can kill it as a power cut would.
import { openDataFolder } from "../../../scripts/demo/data-folder.ts";
import { startEvmNode } from "../../../scripts/demo/evm-node/start-evm-node.ts";

const [path = "", blockIntervalMs = "60000"] = process.argv.slice(2);
const folder = await openDataFolder(path, { seedingSpanSeconds: 1_000 });
const node = await startEvmNode({
  folder: folder.evmNodePath,
  children: folder.children,
  chainId: folder.chainId,
  genesisTimestampSeconds: folder.genesisTimestampSeconds,
  rpcPort: 0,
  blockIntervalMs: Number(blockIntervalMs),
  seeding: false,
  onLost: (reason) => { throw reason; },
});
folder.markPrepared();
console.log(JSON.stringify({ rpcUrl: node.rpcUrl, anvilPid: node.anvilPid() }));
process.on("SIGTERM", () => { void node.stop().then(folder.close).then(() => process.exit(0)); });

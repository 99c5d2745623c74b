import type { Address } from "viem";
import { p256TestVector } from "../../../ledger-service/src/platform/chain/p256-test-vector.ts";
import type { NetworkFolder, NetworkNode } from "../files/network-folder.ts";
import { NetworkProblem } from "../network-problem.ts";
import { nodeRpc } from "./node-rpc.ts";

const P256_VERIFY: Address = "0x0000000000000000000000000000000000000100";

/**
 * A node serves this very network, and Osaka is active there: P256VERIFY says 1 to a good signature and nothing to a
 * bad one (EIP-7951). Without Osaka its address is empty and answers nothing to both.
 * @throws NetworkProblem CHAIN_MISMATCH, PRECOMPILE_MISSING
 */
export async function checkNode(node: NetworkNode, network: Pick<NetworkFolder, "chainId" | "genesisHash">): Promise<void> {
  const rpc = nodeRpc(node.rpcUrl);
  const [chainId, genesis] = await Promise.all([rpc.chainId(), rpc.header(0)]);
  if (chainId !== network.chainId || genesis.hash !== network.genesisHash) {
    throw new NetworkProblem("CHAIN_MISMATCH", {
      fr: `Le nœud de ${node.name} sert un autre réseau (chaîne ${chainId}, premier bloc ${genesis.hash}). Son dossier data/ vient d’ailleurs : effacez-le avec « npm run network -- wipe ${node.slug} ».`,
      en: `The node of ${node.name} serves another network (chain ${chainId}, first block ${genesis.hash}). Its data/ folder comes from elsewhere: clear it with "npm run network -- wipe ${node.slug}".`,
    });
  }
  const good = await rpc.call(P256_VERIFY, p256TestVector);
  // The same signature of another hash.
  const bad = await rpc.call(P256_VERIFY, `0x00${p256TestVector.slice(4)}`);
  if (good.length !== 66 || BigInt(good) !== 1n || bad !== "0x") {
    throw new NetworkProblem("PRECOMPILE_MISSING", {
      fr: `Le nœud de ${node.name} ne vérifie pas les signatures P-256 : sa version de Besu ne connaît pas Osaka. Installez une version plus récente.`,
      en: `The node of ${node.name} does not verify P-256 signatures: its Besu does not know Osaka. Install a newer version.`,
    });
  }
}

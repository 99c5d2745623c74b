import type { Bound } from "./audit-options.ts";
import { AuditProblem } from "./audit-problem.ts";
import { type BlockFacts, firstBlockAt, readBlock, readHead } from "./chain-blocks.ts";
import { dayStartSeconds, nextDay } from "./civil-day.ts";
import type { JsonRpc } from "./json-rpc.ts";

export interface AuditPeriod {
  readonly from: BlockFacts;
  readonly to: BlockFacts;
}

/**
 * The first and last block of an audit. A day includes its first and its last block.
 * @throws AuditProblem when the node's chain ends before the period, or the period ends before it begins
 */
export async function findPeriod(rpc: JsonRpc, bounds: { readonly from: Bound; readonly to: Bound }, deploymentBlock: number): Promise<AuditPeriod> {
  const head = await readHead(rpc);
  const from = Math.max(await firstBlock(rpc, bounds.from, head, deploymentBlock), deploymentBlock);
  const to = await lastBlock(rpc, bounds.to, head);
  if (to > head || from > head) {
    throw new AuditProblem({
      fr: `La période va jusqu’au bloc ${Math.max(from, to)}, et le nœud n’a que ${head} blocs. Finissez plus tôt, ou attendez que le nœud soit à jour.`,
      en: `The period goes to block ${Math.max(from, to)}, and the node's last block is ${head}. End earlier, or wait until the node has caught up.`,
    });
  }
  if (to < from) {
    throw new AuditProblem({
      fr: `La période finit (bloc ${to}) avant de commencer (bloc ${from}). Corrigez --from et --to.`,
      en: `The period ends (block ${to}) before it begins (block ${from}). Correct --from and --to.`,
    });
  }
  return { from: await readBlock(rpc, from), to: await readBlock(rpc, to) };
}

async function firstBlock(rpc: JsonRpc, bound: Bound, head: number, deploymentBlock: number): Promise<number> {
  if (bound === "deployment") return deploymentBlock;
  if (bound === "latest") return head;
  return "block" in bound ? bound.block : firstBlockAt(rpc, dayStartSeconds(bound.day), head);
}

async function lastBlock(rpc: JsonRpc, bound: Bound, head: number): Promise<number> {
  if (bound === "latest") return head;
  if (bound === "deployment") return head;
  return "block" in bound ? bound.block : (await firstBlockAt(rpc, dayStartSeconds(nextDay(bound.day)), head)) - 1;
}

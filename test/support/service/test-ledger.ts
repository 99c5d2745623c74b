import type { ChildRecords } from "../../../scripts/demo/child-record.ts";
import type { DeployedContracts } from "../../../scripts/deploy/deployed-contracts.ts";
import type { FoundingCity } from "../../../scripts/deploy/founding-city.ts";
import { deployNetwork } from "./deploy-network.ts";
import { startTestNode, type TestNode } from "./test-node.ts";

/** What a stack stands on: a chain, and the plan that founded the stack's cities on it. */
export interface TestLedger {
  readonly node: TestNode;
  readonly deployed: DeployedContracts;
}

export interface TestLedgerParts {
  readonly folder: string;
  readonly children: ChildRecords;
  readonly blockIntervalMs: number;
  readonly cities: readonly FoundingCity[];
}

export type OpenTestLedger = (parts: TestLedgerParts) => Promise<TestLedger>;

/** The embedded node, or a network that runs already, with a plan of its own for each stack. */
export const openTestLedger: OpenTestLedger = async ({ cities, ...parts }) => {
  const node = await startTestNode(parts);
  return { node, deployed: await deployNetwork(node.rpcUrl, node.chainId, cities) };
};

import { type Address, type Hex, keccak256, stringToBytes } from "viem";
import type { AllocEntry } from "./alloc.ts";
import type { RuntimeContract } from "./storage-layout.ts";
import { writeStorage } from "./write-storage.ts";

export const TIMELOCK_ARTIFACT = "@openzeppelin/contracts/governance/TimelockController.sol:TimelockController";

const DEFAULT_ADMIN: Hex = `0x${"00".repeat(32)}`;
const role = (name: string): Hex => keccak256(stringToBytes(name));

/**
 * The timelock as the plan's own deployment would leave it: the council alone proposes, cancels and executes (whoever
 * else executed would revive what has lapsed), and it administers itself.
 */
export function timelockAlloc(runtime: RuntimeContract, input: { self: Address; council: Address; delaySeconds: number }): AllocEntry {
  const held = (holder: Address) => ({ hasRole: new Map([[holder, true]]) });
  return {
    balance: "0x0",
    nonce: "0x1",
    code: runtime.code,
    storage: writeStorage(runtime.layout, {
      _minDelay: input.delaySeconds,
      _roles: new Map([
        [DEFAULT_ADMIN, held(input.self)],
        [role("PROPOSER_ROLE"), held(input.council)],
        [role("CANCELLER_ROLE"), held(input.council)],
        [role("EXECUTOR_ROLE"), held(input.council)],
      ]),
    }),
  };
}

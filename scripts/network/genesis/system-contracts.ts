import type { Address, Hex } from "viem";
import type { Alloc } from "./alloc.ts";

export const DEPOSIT_CONTRACT: Address = "0x00000000219ab540356cbb839cbe05303d7705fa";
export const WITHDRAWAL_REQUESTS: Address = "0x00000961ef480eb55e80d19ad83579a64c007002";
export const CONSOLIDATION_REQUESTS: Address = "0x0000bbddc7ce488642fb579f8b00f3a590007251";
const BEACON_ROOTS: Address = "0x000f3df6d732807ef1319fb7b8bb8522d0beac02";
const BLOCK_HASHES: Address = "0x0000f90827f1c53a10cb7a02335b175320002935";

const word = (digits: string): Hex => `0x${digits.padStart(64, "0")}`;
/** A queue that has never been used says so by its excess counter at the largest value. */
const UNUSED_QUEUE: Readonly<Record<Hex, Hex>> = { [word("0")]: `0x${"f".repeat(64)}` };

/**
 * Runtime code of the four contracts that Cancun and Prague call at each block, word for word from their EIPs. On a
 * public network a transaction put them there; a chain that begins in Osaka makes no block 1 without them.
 */
export const SYSTEM_CONTRACTS: Alloc = {
  // EIP-4788, beacon roots
  [BEACON_ROOTS]: {
    balance: "0x0",
    nonce: "0x1",
    code: join([
      "3373fffffffffffffffffffffffffffffffffffffffe14604d57602036146024575f5ffd5b5f35801560495762001fff810690815414603c",
      "575f5ffd5b62001fff01545f5260205ff35b5f5ffd5b62001fff42064281555f359062001fff015500",
    ]),
  },
  // EIP-2935, block hashes in state
  [BLOCK_HASHES]: {
    balance: "0x0",
    nonce: "0x1",
    code: join([
      "3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611f",
      "ff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500",
    ]),
  },
  // EIP-7002, withdrawal requests
  [WITHDRAWAL_REQUESTS]: {
    balance: "0x0",
    nonce: "0x1",
    code: join([
      "3373fffffffffffffffffffffffffffffffffffffffe1460cb5760115f54807fffffffffffffffffffffffffffffffffffffffffffffffff",
      "ffffffffffffffff146101f457600182026001905f5b5f82111560685781019083028483029004916001019190604d565b90939004925050",
      "5036603814608857366101f457346101f4575f5260205ff35b34106101f45760015460010160015560035480600302600401338155600101",
      "5f35815560010160203590553360601b5f5260385f601437604c5fa0600101600355005b6003546002548082038060101160df575060105b",
      "5f5b8181146101835782810160030260040181604c02815460601b8152601401816001015481526020019060020154807fffffffffffffff",
      "ffffffffffffffffff00000000000000000000000000000000168252906010019060401c908160381c81600701538160301c816006015381",
      "60281c81600501538160201c81600401538160181c81600301538160101c81600201538160081c81600101535360010160e1565b91018092",
      "1461019557906002556101a0565b90505f6002555f6003555b5f54807fffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "ffffffffff14156101cd57505f5b6001546002828201116101e25750505f6101e8565b01600290035b5f555f600155604c025ff35b5f5ffd",
    ]),
    storage: UNUSED_QUEUE,
  },
  // EIP-7251, consolidation requests
  [CONSOLIDATION_REQUESTS]: {
    balance: "0x0",
    nonce: "0x1",
    code: join([
      "3373fffffffffffffffffffffffffffffffffffffffe1460d35760115f54807fffffffffffffffffffffffffffffffffffffffffffffffff",
      "ffffffffffffffff1461019a57600182026001905f5b5f82111560685781019083028483029004916001019190604d565b90939004925050",
      "50366060146088573661019a573461019a575f5260205ff35b341061019a5760015460010160015560035480600402600401338155600101",
      "5f358155600101602035815560010160403590553360601b5f5260605f60143760745fa0600101600355005b600354600254808203806002",
      "1160e7575060025b5f5b8181146101295782810160040260040181607402815460601b815260140181600101548152602001816002015481",
      "526020019060030154905260010160e9565b910180921461013b5790600255610146565b90505f6002555f6003555b5f54807fffffffffff",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffff141561017357505f5b6001546001828201116101885750505f61018e56",
      "5b01600190035b5f555f6001556074025ff35b5f5ffd",
    ]),
    storage: UNUSED_QUEUE,
  },
};

function join(parts: readonly string[]): Hex {
  return `0x${parts.join("")}`;
}

import { type Address, type Hex, numberToHex } from "viem";
import type { Alloc } from "./alloc.ts";
import { CONSOLIDATION_REQUESTS, DEPOSIT_CONTRACT, SYSTEM_CONTRACTS, WITHDRAWAL_REQUESTS } from "./system-contracts.ts";

/** Where a genesis network has its consortium and its timelock, whoever deploys the rest. */
export const CONSORTIUM_ADDRESS: Address = "0x0000000000000000000000000000000000008888";
export const TIMELOCK_ADDRESS: Address = "0x0000000000000000000000000000000000008889";

/** RLP[vanity(32), no validators, no vote, round 0, no seals]: contract mode, where the set is never in a header. */
export const CONTRACT_MODE_EXTRA_DATA: Hex = `0xe5a0${"00".repeat(32)}c0c080c0`;
/** keccak256("Istanbul practical byzantine fault tolerance"): what a QBFT header carries. */
const QBFT_MIX_HASH: Hex = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const EPOCH_BLOCKS = 30_000;
/** What a contract may weigh is checked by our build; the largest of the plan is under EIP-170's limit anyway. */
const CONTRACT_SIZE_LIMIT_BYTES = 24_576;

export interface GenesisInput {
  readonly chainId: number;
  readonly timestampSeconds: number;
  readonly blockPeriodSeconds: number;
  readonly requestTimeoutSeconds: number;
  readonly emptyBlockPeriodSeconds: number | undefined;
  readonly blockGasLimit: bigint;
  readonly transactionGasLimit: bigint;
  /** Code and storage of the consortium and its timelock. */
  readonly founding: Alloc;
}

export type Genesis = ReturnType<typeof buildGenesis>;

/**
 * genesis.json of a QBFT network: Osaka from block 0, zero base fee, validators read from the consortium from block 0
 * [B1]. No `transitions` entry [B2]: switching later stops a chain that has forks by timestamp.
 */
export function buildGenesis(input: GenesisInput) {
  return {
    config: {
      chainId: input.chainId,
      homesteadBlock: 0,
      eip150Block: 0,
      eip155Block: 0,
      eip158Block: 0,
      byzantiumBlock: 0,
      constantinopleBlock: 0,
      petersburgBlock: 0,
      istanbulBlock: 0,
      berlinBlock: 0,
      londonBlock: 0,
      shanghaiTime: 0,
      cancunTime: 0,
      pragueTime: 0,
      osakaTime: 0,
      zeroBaseFee: true,
      depositContractAddress: DEPOSIT_CONTRACT,
      withdrawalRequestContractAddress: WITHDRAWAL_REQUESTS,
      consolidationRequestContractAddress: CONSOLIDATION_REQUESTS,
      contractSizeLimit: CONTRACT_SIZE_LIMIT_BYTES,
      qbft: {
        blockperiodseconds: input.blockPeriodSeconds,
        ...(input.emptyBlockPeriodSeconds === undefined ? {} : { xemptyblockperiodseconds: input.emptyBlockPeriodSeconds }),
        epochlength: EPOCH_BLOCKS,
        requesttimeoutseconds: input.requestTimeoutSeconds,
        pertxgaslimit: Number(input.transactionGasLimit),
        validatorcontractaddress: CONSORTIUM_ADDRESS,
      },
    },
    nonce: "0x0",
    timestamp: numberToHex(input.timestampSeconds),
    extraData: CONTRACT_MODE_EXTRA_DATA,
    gasLimit: numberToHex(input.blockGasLimit),
    difficulty: "0x1",
    baseFeePerGas: "0x0",
    mixHash: QBFT_MIX_HASH,
    coinbase: `0x${"00".repeat(20)}`,
    alloc: withoutPrefix({ ...SYSTEM_CONTRACTS, ...input.founding }),
  } as const;
}

/** Besu and anvil both read addresses of the alloc without 0x. */
function withoutPrefix(alloc: Alloc): Record<string, Alloc[Address]> {
  return Object.fromEntries(Object.entries(alloc).map(([address, entry]) => [address.slice(2), entry]));
}

import { readFileSync } from "node:fs";

type Hex = `0x${string}`;

export interface BesuReceipt {
  readonly transactionIndex: Hex;
  readonly transactionHash: Hex;
  readonly type: Hex;
  readonly status: Hex;
  readonly cumulativeGasUsed: Hex;
  readonly logsBloom: Hex;
  readonly logs: readonly { readonly address: Hex; readonly topics: readonly Hex[]; readonly data: Hex; readonly logIndex: Hex; readonly transactionHash: Hex }[];
}

/** A block of a real Besu network with what a verifier must find in it; fixtures/besu/README.md tells each field. */
export interface BesuFixture {
  readonly block: { readonly number: Hex; readonly hash: Hex; readonly stateRoot: Hex; readonly receiptsRoot: Hex; readonly timestamp: Hex } & Readonly<Record<string, unknown>>;
  readonly parent: { readonly number: Hex; readonly hash: Hex; readonly stateRoot: Hex };
  readonly validators: readonly Hex[];
  readonly validatorsProof: { readonly accountProof: readonly Hex[]; readonly storageProof: readonly { readonly key: Hex; readonly value: Hex; readonly proof: readonly Hex[] }[] } | null;
  readonly receipts: readonly BesuReceipt[];
  readonly rawHeader: Hex;
  readonly expected: {
    readonly blockHash: Hex; readonly sealHash: Hex; readonly round: number; readonly quorum: number; readonly sealedBy: readonly Hex[];
    readonly receiptsRoot: Hex; readonly receiptProof: { readonly index: number; readonly nodes: readonly Hex[] } | null;
  };
}

export const BESU_FIXTURE_NAMES = [
  "01-normal-with-events", "02-three-validators-down", "03-first-after-halt", "04-change-block", "05-first-block-of-new-set",
  "06-header-validators", "07-mixed-types-header-mode",
] as const;
export type BesuFixtureName = (typeof BESU_FIXTURE_NAMES)[number];

export function readBesuFixture(name: BesuFixtureName): BesuFixture {
  return JSON.parse(readFileSync(new URL(`fixtures/besu/${name}.json`, import.meta.url), "utf8")) as BesuFixture;
}

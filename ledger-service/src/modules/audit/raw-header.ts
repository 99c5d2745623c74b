import { toRlp, type Hex, type RpcBlock } from "viem";

/** A block as the node words it, with the header's later fields that viem's type does not name. */
export type NodeBlock = RpcBlock & Readonly<Record<string, unknown>>;

/** Fields of every header in the order of their RLP; true for numbers, which carry no leading zero there. */
const fields: readonly (readonly [name: string, isNumber: boolean])[] = [
  ["parentHash", false], ["sha3Uncles", false], ["miner", false], ["stateRoot", false], ["transactionsRoot", false],
  ["receiptsRoot", false], ["logsBloom", false], ["difficulty", true], ["number", true], ["gasLimit", true], ["gasUsed", true],
  ["timestamp", true], ["extraData", false], ["mixHash", false], ["nonce", false],
];

/** Fields that later forks appended, in order; a header stops where its chain does. */
const laterFields: readonly (readonly [name: string, isNumber: boolean])[] = [
  ["baseFeePerGas", true], ["withdrawalsRoot", false], ["blobGasUsed", true], ["excessBlobGas", true],
  ["parentBeaconBlockRoot", false], ["requestsHash", false],
];

/** A node's answer lacks a field of the header. */
export class HeaderFieldMissingError extends Error {
  constructor(field: string) {
    super(`The node's block has no ${field}.`);
    this.name = "HeaderFieldMissingError";
  }
}

/** The raw RLP header, seals included, from the node's words. @throws HeaderFieldMissingError */
export function rawHeaderOf(block: NodeBlock): Hex {
  const given = laterFields.filter(([name]) => isHex(block[name]));
  const items = [...fields, ...given].map(([name, isNumber]): Hex => {
    const value = block[name];
    if (!isHex(value)) throw new HeaderFieldMissingError(name);
    return isNumber ? numberBytes(value) : value;
  });
  return toRlp(items);
}

/** A number as RLP has it: whole bytes without leading zeros; zero is no byte. */
export function numberBytes(value: Hex): Hex {
  const digits = value.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 === 1 ? "0" : ""}${digits}`;
}

function isHex(value: unknown): value is Hex {
  return typeof value === "string" && /^0x[0-9a-fA-F]*$/.test(value);
}

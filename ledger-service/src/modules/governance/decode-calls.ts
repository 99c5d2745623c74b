import { decodeFunctionData, encodeFunctionData, toFunctionSignature, type Abi, type AbiFunction, type AbiParameter, type Address, type Hex } from "viem";
import { sameHex } from "../../kernel/hex.ts";
import { contractAbis, contractNames, type ContractAddresses, type ContractName } from "../../platform/chain/contract-abis.ts";
import { callSentence, type Sentence } from "./call-sentences.ts";
import { argumentText, type WordsOf } from "./call-words.ts";

/** A call of a proposal as people read it, made from its bytes alone. */
export interface CallView {
  readonly target: Address;
  readonly data: Hex;
  readonly contract: ContractName | null;
  /** "depart(uint8)" */
  readonly signature: string | null;
  readonly args: { name: string; type: string; value: string }[];
  /** False: what the call does cannot be said; a warning stands in its place. */
  readonly isKnown: boolean;
  readonly sentence: string;
  readonly sentenceEn: string;
}

const unknownCall: Sentence = {
  fr: "Appel inconnu\u00A0: ce service ne peut pas dire ce qu’il fait. Ne votez pas pour sans l’avoir fait vérifier.",
  en: "Unknown call: this service cannot say what it does. Do not vote for it without having it checked.",
};

export function decodeCalls(contracts: ContractAddresses, words: WordsOf, targets: readonly Address[], calldatas: readonly Hex[]): CallView[] {
  return targets.map((target, index) => decodeCall(contracts, words, target, calldatas[index] ?? "0x"));
}

function decodeCall(contracts: ContractAddresses, words: WordsOf, target: Address, data: Hex): CallView {
  const contract = contractNames.find((name) => sameHex(contracts[name], target));
  const decoded = contract === undefined ? undefined : decodeWith(contractAbis[contract], data);
  const plain = { target, data, contract: contract ?? null };
  if (contract === undefined || decoded === undefined) {
    return { ...plain, signature: null, args: [], isKnown: false, sentence: unknownCall.fr, sentenceEn: unknownCall.en };
  }
  const sentence = callSentence(words, contract, decoded.item.name, decoded.values);
  return {
    ...plain,
    signature: toFunctionSignature(decoded.item),
    args: decoded.item.inputs.map((input, index) => argumentOf(words, input, decoded.values[index])),
    isKnown: sentence !== undefined,
    sentence: sentence?.fr ?? unknownCall.fr,
    sentenceEn: sentence?.en ?? unknownCall.en,
  };
}

function argumentOf(words: WordsOf, { name, type }: AbiParameter, value: unknown) {
  return { name: name ?? "", type, value: argumentText(words, type, value) };
}

/** @returns undefined unless the bytes are exactly one call of a function of this contract */
function decodeWith(abi: Abi, data: Hex): { item: AbiFunction; values: readonly unknown[] } | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi, data });
    const values = args ?? [];
    // Bytes that say more than the arguments would be read by nobody.
    if (!sameHex(encodeFunctionData({ abi, functionName, args: [...values] }), data)) return undefined;
    const item = abi.find((one) => one.type === "function" && one.name === functionName && one.inputs.length === values.length);
    return item?.type === "function" ? { item, values } : undefined;
  } catch {
    // Not a function of this contract: the caller says so.
    return undefined;
  }
}

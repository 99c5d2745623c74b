import { type Hex } from "./bytes.ts";
import { type DailyClose, readDailyClose } from "./close.ts";
import { ProofProblem } from "./proof-problem.ts";
import { type Fields, parseStrictJson, readFields, readHex, readInteger, readList, readOneOf, toStrictHex } from "./strict-json.ts";

export const PROOF_KINDS = ["RECEIPT", "LINE", "EXCHANGE", "REPORT"] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** What the state says of the validators after a block: nodes from its state root to the consortium's slots. */
export type ValidatorsProof = { readonly accountProof: readonly Hex[]; readonly storageProof: readonly Hex[] };

/** A block after which other validators seal. */
export type SetChange = ValidatorsProof & { readonly header: Hex };

/** Where the log stands, as the leaves of daily closes name it. */
export type CloseLeaf = { readonly transactionHash: Hex; /** Of the block. */ readonly logIndex: number };

/** A city's daily close over the day of the event, and the way from the event's leaf to its root. */
export type ProvedClose = {
  readonly close: DailyClose;
  /** By the city's close signer over `ReportAnchor`. */
  readonly signature: Hex;
  /** Seconds; of the signed `ReportAnchor`. */
  readonly validBefore: number;
  readonly path: readonly Hex[];
  readonly leafIndex: number;
  readonly leafCount: number;
};

/** One event of the ledger with everything that ties it to the cities' seals. */
export type ProofFile = {
  readonly format: "maille-proof/1";
  readonly chainId: number;
  readonly kind: ProofKind;
  /** Raw RLP with seals. */
  readonly header: Hex;
  readonly transactionIndex: number;
  /** Within the receipt. */
  readonly logIndex: number;
  /** Nodes of the receipts trie from its root; the last holds the receipt. */
  readonly receiptProof: readonly Hex[];
  /** The header before, without its seals and in round 0, whose state names the validators; absent where the chain has no validator contract. */
  readonly parent?: { readonly header: Hex } & ValidatorsProof;
  /** From the network's checkpoint on, ascending. */
  readonly setChanges: readonly SetChange[];
  readonly closes?: { readonly leaf: CloseLeaf; readonly cities: readonly ProvedClose[] };
};

const REQUIRED = ["format", "chainId", "kind", "header", "transactionIndex", "logIndex", "receiptProof"];
const OPTIONAL = ["parent", "accountProof", "storageProof", "setChanges", "closes", "closeLeaf"];

/** @throws ProofProblem naming what is wrong with the file */
export const parseProofFile = (text: string): ProofFile => readProofFile(parseStrictJson(text));

/** The same from JSON that is parsed already, by `parseStrictJson`. */
export function readProofFile(value: unknown): ProofFile {
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== "maille-proof/1") throw new ProofProblem("NOT_A_PROOF");
  const fields = readFields(value, "proof", REQUIRED, OPTIONAL);
  const has = (name: string): boolean => Object.hasOwn(fields.values, name);
  if (has("parent") !== has("accountProof") || has("parent") !== has("storageProof")) throw new ProofProblem("FIELD_MISSING", { field: "proof.parent" });
  if (has("closes") !== has("closeLeaf")) throw new ProofProblem("FIELD_MISSING", { field: "proof.closeLeaf" });
  return {
    format: "maille-proof/1",
    chainId: readInteger(fields, "chainId"),
    kind: readOneOf(fields, "kind", PROOF_KINDS),
    header: readHex(fields, "header"),
    transactionIndex: readInteger(fields, "transactionIndex"),
    logIndex: readInteger(fields, "logIndex"),
    receiptProof: readList(fields, "receiptProof", toStrictHex),
    ...(has("parent") ? { parent: { header: readHex(fields, "parent"), ...readValidatorsProof(fields) } } : {}),
    setChanges: has("setChanges") ? readList(fields, "setChanges", readSetChange) : [],
    ...(has("closes") ? { closes: { leaf: readCloseLeaf(fields), cities: readList(fields, "closes", readProvedClose) } } : {}),
  };
}

function readValidatorsProof(fields: Fields): ValidatorsProof {
  return { accountProof: readList(fields, "accountProof", toStrictHex), storageProof: readList(fields, "storageProof", toStrictHex) };
}

function readSetChange(value: unknown, where: string): SetChange {
  const fields = readFields(value, where, ["header", "accountProof", "storageProof"]);
  return { header: readHex(fields, "header"), ...readValidatorsProof(fields) };
}

function readCloseLeaf({ values }: Fields): CloseLeaf {
  const fields = readFields(values.closeLeaf, "proof.closeLeaf", ["transactionHash", "logIndex"]);
  return { transactionHash: readHex(fields, "transactionHash", 32), logIndex: readInteger(fields, "logIndex") };
}

function readProvedClose(value: unknown, where: string): ProvedClose {
  const fields = readFields(value, where, ["close", "signature", "validBefore", "path", "leafIndex", "leafCount"]);
  return {
    close: readDailyClose(fields.values.close, `${where}.close`),
    signature: readHex(fields, "signature", 65),
    validBefore: readInteger(fields, "validBefore"),
    path: readList(fields, "path", (one, place) => toStrictHex(one, place, 32)),
    leafIndex: readInteger(fields, "leafIndex"),
    leafCount: readInteger(fields, "leafCount"),
  };
}

/** The file's text: flat, as the format says, in a stable order. */
export function writeProofFile(proof: ProofFile): string {
  const { parent, closes, ...rest } = proof;
  return `${JSON.stringify({
    ...rest,
    ...(parent ? { parent: parent.header, accountProof: parent.accountProof, storageProof: parent.storageProof } : {}),
    ...(closes ? { closeLeaf: closes.leaf, closes: closes.cities } : {}),
  }, null, 1)}\n`;
}

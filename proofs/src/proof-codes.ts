import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";
import { decodeBase45, encodeBase45 } from "./base45.ts";
import { utf8 } from "./bytes.ts";
import { deflate, inflate } from "./deflate.ts";
import { parseProofFile, type ProofFile, writeProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { FILE_BYTES_MAX } from "./strict-json.ts";

/**
 * A printed sheet carries a proof as a numbered series of QR codes, read in any order:
 * `MAILLE1:<sheet>:<number>/<count>:<base45 part of the deflated file>`, every character of the alphanumeric mode.
 * `sheet` is the beginning of the SHA-256 of all the deflated bytes.
 */
export type ProofCode = { readonly sheet: string; /** From 1. */ readonly number: number; readonly count: number; readonly part: Uint8Array };

/** 900 bytes are 1,350 characters, some 950 bytes of the symbol: a phone reads that from paper. */
const PART_BYTES_MAX = 900;
const CODES_MAX = 99;
const CODE = /^MAILLE1:([0-9A-F]{12}):([1-9]\d?)\/([1-9]\d?):(.+)$/s;

const sheetOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes).slice(0, 6)).toUpperCase();

/** Texts of the codes in their order. @throws ProofProblem FILE_TOO_LARGE when 99 codes do not hold it */
export async function encodeProofCodes(proof: ProofFile): Promise<string[]> {
  const bytes = await deflate(utf8(JSON.stringify(JSON.parse(writeProofFile(proof)))));
  const count = Math.ceil(bytes.length / PART_BYTES_MAX);
  if (count > CODES_MAX) throw new ProofProblem("FILE_TOO_LARGE", { bytes: bytes.length, limit: CODES_MAX * PART_BYTES_MAX });
  // Parts of one size make symbols of one size.
  const partBytes = Math.ceil(bytes.length / count);
  const sheet = sheetOf(bytes);
  return Array.from({ length: count }, (_, index) => {
    const part = bytes.slice(index * partBytes, (index + 1) * partBytes);
    return `MAILLE1:${sheet}:${index + 1}/${count}:${encodeBase45(part)}`;
  });
}

/** @throws ProofProblem CODE_UNREADABLE */
export function readProofCode(text: string): ProofCode {
  const [, sheet, number, count, encoded] = CODE.exec(text) ?? [];
  const part = encoded === undefined ? undefined : decodeBase45(encoded);
  if (sheet === undefined || part === undefined || Number(number) > Number(count)) throw new ProofProblem("CODE_UNREADABLE");
  return { sheet, number: Number(number), count: Number(count), part };
}

/** Numbers of the codes that are still to be read. @throws ProofProblem CODE_OF_ANOTHER_SHEET */
export function listMissingCodes(codes: readonly ProofCode[]): number[] {
  const [first] = codes;
  if (first === undefined) return [];
  if (codes.some(({ sheet, count }) => sheet !== first.sheet || count !== first.count)) throw new ProofProblem("CODE_OF_ANOTHER_SHEET");
  const read = new Set(codes.map(({ number }) => number));
  return Array.from({ length: first.count }, (_, index) => index + 1).filter((number) => !read.has(number));
}

/**
 * The proof, once every code of its sheet was read, in any order and however often.
 * @returns undefined while some are missing
 * @throws ProofProblem CODE_OF_ANOTHER_SHEET, CODE_UNREADABLE, or what is wrong with the file inside
 */
export async function joinProofCodes(codes: readonly ProofCode[]): Promise<ProofFile | undefined> {
  const [first] = codes;
  if (first === undefined || listMissingCodes(codes).length > 0) return undefined;
  const parts = Array.from({ length: first.count }, (_, index) => codes.find(({ number }) => number === index + 1)?.part ?? new Uint8Array());
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  if (sheetOf(bytes) !== first.sheet) throw new ProofProblem("CODE_UNREADABLE");
  const text = await inflate(bytes, FILE_BYTES_MAX).catch(() => { throw new ProofProblem("CODE_UNREADABLE"); });
  return parseProofFile(new TextDecoder().decode(text));
}

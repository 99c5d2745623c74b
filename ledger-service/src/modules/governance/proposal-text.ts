import { keccak256, stringToBytes, type Hex } from "viem";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { bytes32Schema } from "../../kernel/hex.ts";
import { randomBytes32 } from "../../kernel/random-id.ts";
import { proposalTextEntity } from "./proposal-text.entity.ts";

export const TITLE_MAX = 120;
export const TEXT_MAX = 12_000;
export const DOCUMENT_MAX = 40_000;

const documentSchema = z.strictObject({
  format: z.literal("maille-proposal/1"),
  title: z.string().min(1).max(TITLE_MAX),
  text: z.string().min(1).max(TEXT_MAX),
  /** So that the hash tells nobody who guesses the text [X2]. */
  salt: bytes32Schema,
});

/** What people read of a proposal. */
export interface ProposalWords {
  readonly title: string;
  readonly text: string;
}

/** The document of a proposal: canonical JSON; keccak256 of its UTF-8 bytes is the description's hash on the ledger. */
export interface ProposalDocument {
  readonly document: string;
  readonly descriptionHash: Hex;
}

export function writeProposalDocument({ title, text }: ProposalWords): ProposalDocument {
  const document = canonicalJson({ format: "maille-proposal/1", title, text, salt: randomBytes32() });
  return { document, descriptionHash: hashOfDocument(document) };
}

function hashOfDocument(document: string): Hex {
  return keccak256(stringToBytes(document));
}

/** @returns undefined for a document that is not the one of this hash, or not one of ours */
export function readProposalDocument(document: string, descriptionHash: Hex): ProposalWords | undefined {
  if (document.length > DOCUMENT_MAX || hashOfDocument(document) !== descriptionHash) return undefined;
  const parsed = documentSchema.safeParse(parseJson(document));
  return parsed.success ? { title: parsed.data.title, text: parsed.data.text } : undefined;
}

export async function keepDocument(manager: EntityManager, { document, descriptionHash }: ProposalDocument): Promise<void> {
  await manager.createQueryBuilder().insert().into(proposalTextEntity).values({ descriptionHash, document }).orIgnore().execute();
}

export async function documentOf(manager: EntityManager, descriptionHash: Hex): Promise<string | undefined> {
  return (await manager.getRepository(proposalTextEntity).findOneBy({ descriptionHash }))?.document;
}

/** Hashed again each time: a text that was changed in the database is not shown. */
export async function wordsOf(manager: EntityManager, descriptionHash: Hex): Promise<ProposalWords | undefined> {
  const document = await documentOf(manager, descriptionHash);
  return document === undefined ? undefined : readProposalDocument(document, descriptionHash);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { keccak256, toBytes, type Hex } from "viem";
import type { EntityManager } from "typeorm";
import { pointsProblems } from "./points.problems.ts";
import type { ProgrammeStore } from "./programme-store.ts";

export interface ResolutionInput {
  readonly year: number;
  readonly number: number;
  readonly documentText?: string;
  readonly documentHash?: Hex;
}

/** keccak256 of the published text in UTF-8: what the chain keeps of a council resolution. */
export function resolutionDocumentHash(documentText: string): Hex {
  return keccak256(toBytes(documentText));
}

/**
 * The resolution as a programme's struct names it; its text, when given, is kept as a public record.
 * @throws Problem `resolution-document-missing`, `resolution-document-differs`
 */
export async function keepResolution(manager: EntityManager, programmes: ProgrammeStore, resolution: ResolutionInput) {
  const { year, number, documentText } = resolution;
  const ofText = documentText === undefined ? undefined : resolutionDocumentHash(documentText);
  const documentHash = resolution.documentHash ?? ofText;
  if (documentHash === undefined) throw pointsProblems.of("resolution-document-missing");
  if (ofText !== undefined && ofText !== documentHash) throw pointsProblems.of("resolution-document-differs");
  if (documentText !== undefined) await programmes.keepDocument(manager, { documentHash, year, number, documentText });
  return { year, number, documentHash };
}

import { EntitySchema } from "typeorm";
import type { Hex } from "viem";
import { bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** The title of one of this city's programmes, kept from the draft of its opening on. Public. */
export interface ProgrammeTitleRow {
  programmeId: Hex;
  year: number;
  number: bigint;
  ordinal: number;
  title: string;
  recordedAt: Date;
}

export const programmeTitleEntity = new EntitySchema<ProgrammeTitleRow>({
  name: "ProgrammeTitle",
  tableName: "programme_titles",
  columns: {
    programmeId: textColumn("programme_id", { primary: true }),
    year: { type: "integer" },
    number: bigintColumn("number"),
    ordinal: { type: "smallint" },
    title: textColumn("title"),
    recordedAt: instantColumn("recorded_at"),
  },
});

/** The text of a council resolution; its keccak256 is on the chain. Public. */
export interface ResolutionDocumentRow {
  documentHash: Hex;
  year: number;
  number: bigint;
  documentText: string;
  recordedAt: Date;
}

export const resolutionDocumentEntity = new EntitySchema<ResolutionDocumentRow>({
  name: "ResolutionDocument",
  tableName: "resolution_documents",
  columns: {
    documentHash: textColumn("document_hash", { primary: true }),
    year: { type: "integer" },
    number: bigintColumn("number"),
    documentText: textColumn("document_text"),
    recordedAt: instantColumn("recorded_at"),
  },
});

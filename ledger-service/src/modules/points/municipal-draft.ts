import type { OfficerPower } from "../../kernel/caller.ts";
import type { SignedPrimaryType } from "../../platform/chain/generated/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { z } from "zod";

/** A municipal act to be read and signed by officers. */
export interface MunicipalDraft {
  readonly kind: SignedPrimaryType;
  readonly message: Readonly<Record<string, unknown>>;
  readonly power: OfficerPower;
  readonly needed: number;
  readonly titleFr: string;
  readonly titleEn: string;
  readonly details: readonly { readonly label: string; readonly value: string }[];
  readonly createdBy: string;
  readonly validBefore: Date;
}

export const draftedActSchema = z.looseObject({ id: z.uuid() });
export type DraftedAct = z.output<typeof draftedActSchema>;

export type DraftAct = (transaction: Transaction, draft: MunicipalDraft) => Promise<DraftedAct>;
export const actAnswerSchema = z.object({ act: draftedActSchema });

import type { Address } from "viem";
import type { Signed } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { ActivityStore } from "./activity-store.ts";
import type { Residents } from "./attestation-doors.ts";
import { activityOf, sheetMessage } from "./draft-sheet.ts";
import type { SheetRecordStore } from "./sheet-record-store.ts";
import type { SheetStore } from "./sheet-store.ts";
import { sheetProblems } from "./sheet.problems.ts";
import type { SheetItem } from "./submit-sheet.ts";

export interface SignSheetParts {
  readonly activities: ActivityStore;
  readonly records: SheetRecordStore;
  readonly sheets: SheetStore;
  readonly residents: Residents;
  readonly relay: Relay;
  readonly submitSheet: RelayAct<SheetItem>;
}

/**
 * Sends a draft with its one signature [A1]. Signed again, by the same click or another coordinator, it answers with
 * the first operation; the signer is never a volunteer on the sheet [A2].
 * @throws Problem `draft-unknown`, `sheet-differs`, `sheet-signature-refused`, or what the chain refuses
 */
export async function signSheet(
  parts: SignSheetParts,
  transaction: Transaction,
  by: { readonly institution: Address; readonly personId: string; readonly displayName: string },
  draftId: string,
  signed: Signed,
): Promise<OperationView> {
  const record = await parts.records.draftOf(transaction.manager, draftId);
  if (record === undefined || record.institution !== by.institution) throw sheetProblems.of("draft-unknown");
  const filed = await parts.sheets.sheetOf(record.sheetId);
  if (filed !== undefined && filed.linesRoot !== record.linesRoot) throw sheetProblems.of("sheet-differs");
  const ownAccount = await parts.residents.accountOf(by.personId);
  if (record.lines.some((line) => line.account === ownAccount)) throw sheetProblems.of("signer-on-sheet");
  const activity = await activityOf(parts.activities, by.institution, record.activityId);
  const operation = await parts.relay.submit(
    transaction,
    parts.submitSheet,
    { sheet: sheetMessage(activity, record), coordinator: signed },
    {
      ownerPersonId: by.personId,
      // The root too: another list of lines for the same sheet is another fact, which the ledger refuses.
      factId: `sheet:${record.sheetId}:${record.linesRoot}`,
      resultIds: { sheetId: record.sheetId },
    },
  );
  if (record.signedAt === null || record.operationId !== operation.id) {
    await parts.records.markSigned(transaction.manager, draftId, { signerName: by.displayName, operationId: operation.id });
  }
  return operation;
}

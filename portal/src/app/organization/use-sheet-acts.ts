import { useQueryClient } from "@tanstack/react-query";
import { useActingFor } from "../../api/use-acting-for.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { disputeOwnLine, draftLineDispute, draftRevocation, revokeSheet } from "../../features/attestations/file-sheet.ts";
import type { FiledSheet } from "../../features/attestations/sheets.ts";
import { lineDisputeToSign, revocationToSign } from "../../features/attestations/sheet-to-sign.ts";
import { useSign } from "../../signing/use-sign.ts";
import { useSigner } from "../../signing/use-signer.ts";

/** Taking a sheet or a line back: asked, checked, signed by the coordinator, followed until the ledger shows it. */
export function useSheetActs({ sheetId }: Pick<FiledSheet, "sheetId">) {
  const queries = useQueryClient();
  const sign = useSign();
  const { institution } = useActingFor();
  const { keys, signer, isPending } = useSigner(institution);
  const readAgain = () => queries.invalidateQueries({ queryKey: ["acting"] });
  const revocation = useSubmission(async (reasonCode: number, tools) => {
    if (!signer) return;
    const { asked, signed } = await tools.once("signed", async () => {
      const drafted = revocationToSign(await draftRevocation(sheetId, reasonCode), sheetId, reasonCode);
      return { asked: drafted, signed: await sign(signer, drafted) };
    });
    await revokeSheet(sheetId, reasonCode, asked, signed, tools);
    await readAgain();
  });
  const dispute = useSubmission(async ({ index, reasonCode }: { index: number; reasonCode: number }, tools) => {
    if (!signer) return;
    const line = { sheetId, index };
    const { asked, signed } = await tools.once("signed", async () => {
      const drafted = lineDisputeToSign(await draftLineDispute(line, reasonCode), line, reasonCode);
      return { asked: drafted, signed: await sign(signer, drafted) };
    });
    await disputeOwnLine(line, reasonCode, asked, signed, tools);
    await readAgain();
  });
  return { revocation, dispute, hasNoKey: !isPending && signer === undefined, demoNotice: signer?.demo ? keys?.demoNotice : undefined };
}

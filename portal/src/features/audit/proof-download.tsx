import { readAnswer } from "../../api/read-answer.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { proofText } from "../../i18n/proof.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { saveFile } from "../../ui/save-file.ts";

/** Where the service proves a fact. */
export const receiptProofAddress = (chargeId: string): string => `/api/proofs/receipts/${chargeId}`;
export const lineProofAddress = (sheetId: string, lineIndex: number): string => `/api/proofs/lines/${sheetId}/${lineIndex}`;

/** Takes a fact away as a proof file; a refusal is said in place. */
export function ProofDownload({ address, fileName, label }: { address: string; fileName: string; label?: string }) {
  const text = useText(proofText);
  const saving = useSubmission(async (from: string) => {
    const proof = await readAnswer<object>(from);
    saveFile(fileName, "application/json", `${JSON.stringify(proof, null, 1)}\n`);
  });
  return (
    <>
      <Button look="quiet" icon="download" busy={saving.busy} onPress={() => saving.submit(address)} {...(label === undefined ? {} : { label })}>
        {saving.busy ? text.preparing : text.download}
      </Button>
      {saving.problem && <ProblemBanner error={saving.problem} />}
    </>
  );
}

import { queryOptions, useQuery } from "@tanstack/react-query";
import { encodeProofCodes } from "maille-verify/proof-codes";
import { parseProofFile } from "maille-verify/proof-file";
import { readAnswer } from "../../api/read-answer.ts";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { receiptProofAddress } from "./proof-download.tsx";

function sheetQuery(chargeId: string) {
  return queryOptions({
    queryKey: ["account", "proof-sheet", chargeId],
    queryFn: async ({ signal }) => encodeProofCodes(parseProofFile(JSON.stringify(await readAnswer<object>(receiptProofAddress(chargeId), { signal })))),
    staleTime: Infinity,
  });
}

/** The codes of a receipt's proof, numbered, each wide enough to be read from paper. */
export function ProofSheet({ chargeId }: { chargeId: string }) {
  const text = useText(verifyText);
  const sheet = useQuery(sheetQuery(chargeId));
  return (
    <Awaited reading={sheet} what={text.printProof} lines={5}>
      {(codes) => (
        <>
          <p>{text.printLead(codes.length)}</p>
          <ol className="m-feuille">
            {codes.map((code, index) => (
              <li key={code}>
                <p aria-hidden="true">{text.printCode(index + 1, codes.length)}</p>
                <QrCode payload={code} label={text.printCode(index + 1, codes.length)} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Awaited>
  );
}

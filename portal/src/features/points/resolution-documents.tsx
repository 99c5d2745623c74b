import { useQuery } from "@tanstack/react-query";
import type { Hex } from "viem";
import { formatPoints } from "../../i18n/format-number.ts";
import { publicLedgerText } from "../../i18n/public-ledger.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { resolutionsQuery } from "./programmes.ts";

/** The council resolutions behind a programme, with their published text. */
export function ResolutionDocuments({ programmeId }: { programmeId: Hex }) {
  const text = useText(publicLedgerText);
  const resolutions = useQuery(resolutionsQuery(programmeId));
  return (
    <Awaited reading={resolutions} what={text.documentsWhat}>
      {(read) => (
        <div className="m-stack">
          {read.map(({ resolution, budgetPoints, documentText }) => (
            <section key={resolution.label} className="m-stack m-stack-s">
              <h4>{text.resolutionOf(resolution.label, formatPoints(BigInt(budgetPoints)))}</h4>
              {documentText === null ? <p className="m-note">{text.noDocument}</p> : <p className="m-document">{documentText}</p>}
            </section>
          ))}
        </div>
      )}
    </Awaited>
  );
}

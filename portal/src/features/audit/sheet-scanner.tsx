import { joinProofCodes, listMissingCodes } from "maille-verify/proof-codes";
import type { ProofCode } from "maille-verify/proof-codes";
import type { ProofFile } from "maille-verify/proof-file";
import { useState } from "react";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { useCamera } from "../../scanning/use-camera.ts";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { sentenceOf } from "./check-proof.ts";
import { addSheetCode } from "./sheet-codes.ts";

type SheetScannerProps = {
  /** Read so far; they outlive the camera, which a telephone may close at any time. */
  codes: readonly ProofCode[];
  onCodes: (codes: readonly ProofCode[]) => void;
  onProof: (proof: ProofFile) => void;
  onRefused: (sentence: string) => void;
  onClose: () => void;
};

/** Reads the codes of a printed sheet one after another and hands the proof over once all were read. */
export function SheetScanner({ codes, onCodes, onProof, onRefused, onClose }: SheetScannerProps) {
  const text = useText(verifyText);
  const [failure, setFailure] = useState<string | undefined>();
  const keep = (read: readonly ProofCode[]) => {
    onCodes(read);
    setFailure(undefined);
  };
  const withCode = (read: string) => {
    try {
      return addSheetCode(codes, read);
    } catch (error) {
      setFailure(sentenceOf(error, text));
      return undefined;
    }
  };
  const camera = useCamera(true, (read) => {
    const now = withCode(read);
    if (now === undefined) return;
    keep(now);
    joinProofCodes(now).then(
      (proof) => proof && onProof(proof),
      (error: unknown) => onRefused(sentenceOf(error, text)),
    );
  });
  const isOpen = camera.state === "starting" || camera.state === "reading";
  return (
    <>
      {isOpen ? (
        <div className="m-viseur">
          <video ref={camera.video} muted playsInline aria-label={text.cameraView} />
          <div className="m-viseur__cadre" aria-hidden="true" />
          <p>{camera.state === "starting" ? text.starting : text.aim}</p>
        </div>
      ) : (
        <Banner tone="warn" announce>
          <p>{text[camera.state === "refused" ? "cameraRefused" : camera.state === "absent" ? "cameraAbsent" : "cameraFailed"]}</p>
          {camera.state !== "absent" && <Button look="second" onPress={camera.reopen}>{text.retry}</Button>}
        </Banner>
      )}
      <SheetProgress codes={codes} />
      <div role="status">{failure && <Banner tone="warn">{failure}</Banner>}</div>
      <Actions>
        {codes.length > 0 && <Button look="second" icon="again" onPress={() => keep([])}>{text.restart}</Button>}
        <Button look="quiet" onPress={onClose}>{text.closeCamera}</Button>
      </Actions>
    </>
  );
}

function SheetProgress({ codes }: { codes: readonly ProofCode[] }) {
  const text = useText(verifyText);
  const [first] = codes;
  return (
    <div role="status">
      {first && (
        <>
          <p><strong>{text.progress(codes.length, first.count)}</strong></p>
          <p className="m-note">{text.missing(listMissingCodes(codes).join(", "))}</p>
        </>
      )}
    </div>
  );
}

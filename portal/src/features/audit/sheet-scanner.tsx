import { joinProofCodes, listMissingCodes } from "maille-verify/proof-codes";
import type { ProofCode } from "maille-verify/proof-codes";
import type { ProofFile } from "maille-verify/proof-file";
import { useRef, useState } from "react";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { useCamera } from "../../scanning/use-camera.ts";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { sentenceOf } from "./check-proof.ts";
import { addSheetCode } from "./sheet-codes.ts";

/** Reads the codes of a printed sheet one after another and hands the proof over once all were read. */
export function SheetScanner({ onProof, onRefused, onClose }: { onProof: (proof: ProofFile) => void; onRefused: (sentence: string) => void; onClose: () => void }) {
  const text = useText(verifyText);
  // The camera reads on while a picture is drawn: what was read is kept beside what is shown.
  const codes = useRef<readonly ProofCode[]>([]);
  const [shown, setShown] = useState<readonly ProofCode[]>([]);
  const [failure, setFailure] = useState<string | undefined>();
  const keep = (read: readonly ProofCode[]) => {
    codes.current = read;
    setShown(read);
    setFailure(undefined);
  };
  const camera = useCamera(true, (read) => {
    try {
      keep(addSheetCode(codes.current, read));
    } catch (error) {
      return setFailure(sentenceOf(error, text));
    }
    joinProofCodes(codes.current).then(
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
      <SheetProgress codes={shown} />
      <div role="status">{failure && <Banner tone="warn">{failure}</Banner>}</div>
      <Actions>
        {shown.length > 0 && <Button look="second" icon="again" onPress={() => keep([])}>{text.restart}</Button>}
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

import { useState } from "react";
import { scanningText } from "../i18n/scanning.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Stitch } from "../ui/stitch.tsx";
import { parseScannedCode } from "./parse-code.ts";
import type { CodeCity, CodeFailure, ScannedCode } from "./parse-code.ts";
import { TypedCodeForm } from "./typed-code-form.tsx";
import { useCamera } from "./use-camera.ts";

type CodeScannerProps = {
  /** Member cities, from the signed directories: nothing else is accepted [Q9]. */
  cities: readonly CodeCity[];
  onCode: (code: ScannedCode) => void;
  /** While the code read is being looked up, the camera rests. */
  busy?: boolean;
};

/** Camera and typed form, always both: reads a code once and hands it over, never opens what it read. */
export function CodeScanner({ cities, onCode, busy = false }: CodeScannerProps) {
  const text = useText(scanningText);
  const [failure, setFailure] = useState<CodeFailure | undefined>();
  const camera = useCamera(!busy, (read) => {
    const reading = parseScannedCode(read, cities);
    if ("failure" in reading) return setFailure(reading.failure);
    setFailure(undefined);
    onCode(reading.code);
  });
  const open = camera.state === "starting" || camera.state === "reading";
  return (
    <div className="m-stack m-stack-l">
      {open ? (
        <div className="m-viseur">
          <video ref={camera.video} muted playsInline aria-label={text.cameraView} />
          <div className="m-viseur__cadre" aria-hidden="true">{camera.state === "starting" && <Stitch />}</div>
          <p>{camera.state === "starting" ? text.starting : text.aim}</p>
        </div>
      ) : (
        <Banner tone="warn" announce>
          <p>{text[camera.state === "refused" ? "refused" : camera.state === "absent" ? "absent" : "failed"]}</p>
          {camera.state !== "absent" && <Button look="second" onPress={camera.reopen}>{text.retry}</Button>}
        </Banner>
      )}
      <div role="status">{failure && <Banner tone="warn">{text[failure]}</Banner>}</div>
      <TypedCodeForm cities={cities} onCode={onCode} busy={busy} />
    </div>
  );
}

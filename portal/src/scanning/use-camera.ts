import { useEffect, useEffectEvent, useRef, useState } from "react";
import { createQrDetector } from "./qr-detector.ts";
import type { QrDetector } from "./qr-detector.ts";

/** refused: permission. absent: no camera. failed: taken by another program, or no picture. */
export type CameraState = "starting" | "reading" | "refused" | "absent" | "failed";

const READ_EVERY_MS = 150;

export function cameraStateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  return "failed";
}

async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new DOMException("No camera interface", "NotFoundError");
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment" } });
}

/**
 * Shows the camera in `video` and gives each new text it reads, while `active`. The camera stops with the
 * screen. `attempt` opens it again.
 */
export function useCamera(active: boolean, onText: (text: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  const [attempt, setAttempt] = useState(0);
  const give = useEffectEvent((text: string) => onText(text));
  useEffect(() => {
    if (!active) return;
    let stopped = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before: string | undefined;
    const read = async (detector: QrDetector, element: HTMLVideoElement) => {
      const text = await detector(element).catch(() => undefined);
      if (stopped) return;
      if (text !== undefined && text !== before) give(text);
      before = text ?? before;
      timer = setTimeout(() => void read(detector, element), READ_EVERY_MS);
    };
    const start = async () => {
      stream = await openCamera();
      const element = video.current;
      if (stopped || !element) return stop(stream);
      element.srcObject = stream;
      await element.play();
      const detector = await createQrDetector();
      if (stopped) return;
      setState("reading");
      await read(detector, element);
    };
    setState("starting");
    start().catch((error: unknown) => {
      if (!stopped) setState(cameraStateOf(error));
    });
    return () => {
      stopped = true;
      clearTimeout(timer);
      if (stream) stop(stream);
    };
  }, [active, attempt]);
  return { video, state, reopen: () => setAttempt((count) => count + 1) };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

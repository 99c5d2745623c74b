/** Finds the text of a QR code in a picture of the camera; undefined when there is none. */
export type QrDetector = (frame: HTMLVideoElement) => Promise<string | undefined>;

type Detector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> };
type NativeDetector = { new (options: { formats: string[] }): Detector; getSupportedFormats: () => Promise<string[]> };

function isNativeDetector(value: unknown): value is NativeDetector {
  return typeof value === "function" && "getSupportedFormats" in value;
}

async function nativeDetector(): Promise<QrDetector | undefined> {
  const found: unknown = Reflect.get(globalThis, "BarcodeDetector");
  if (!isNativeDetector(found)) return undefined;
  const formats = await found.getSupportedFormats().catch((): string[] => []);
  if (!formats.includes("qr_code")) return undefined;
  const detector = new found({ formats: ["qr_code"] });
  return async (frame) => (await detector.detect(frame))[0]?.rawValue;
}

type Reader = Pick<typeof import("zxing-wasm/reader"), "readBarcodes">;

let loading: Promise<Reader> | undefined;

/** Loaded once a page, so that it still reads when the network is gone; a failure is tried again. */
function loadReader(): Promise<Reader> {
  loading ??= fetchReader().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchReader(): Promise<Reader> {
  const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
  const { default: wasmAddress } = await import("zxing-wasm/reader/zxing_reader.wasm?url");
  await prepareZXingModule({ overrides: { locateFile: () => wasmAddress }, fireImmediately: true });
  return { readBarcodes };
}

/** The portal's own reader, from this city's host: no third party ever serves code or wasm. */
async function ownDetector(): Promise<QrDetector> {
  const { readBarcodes } = await loadReader();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (frame) => {
    if (!context || frame.videoWidth === 0) return undefined;
    canvas.width = frame.videoWidth;
    canvas.height = frame.videoHeight;
    context.drawImage(frame, 0, 0);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return found.find((code) => code.isValid)?.text;
  };
}

/** The device's reader where it knows QR codes, otherwise the portal's own. */
export async function createQrDetector(): Promise<QrDetector> {
  return (await nativeDetector()) ?? ownDetector();
}

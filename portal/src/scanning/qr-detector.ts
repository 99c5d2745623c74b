/** Finds the text of a QR code in a picture of the camera; undefined when there is none. */
export type QrDetector = (frame: HTMLVideoElement) => Promise<string | undefined>;

type Detector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> };
type NativeDetector = { new (options: { formats: string[] }): Detector; getSupportedFormats: () => Promise<string[]> };

function isNativeDetector(value: unknown): value is NativeDetector {
  return typeof value === "function" && "getSupportedFormats" in value;
}

async function nativeDetector(): Promise<Detector | undefined> {
  const found: unknown = Reflect.get(globalThis, "BarcodeDetector");
  if (!isNativeDetector(found)) return undefined;
  const formats = await found.getSupportedFormats().catch((): string[] => []);
  return formats.includes("qr_code") ? new found({ formats: ["qr_code"] }) : undefined;
}

/** The portal's own reader, from this city's host: no third party ever serves code or wasm. */
async function ownDetector(): Promise<Detector> {
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  const { default: wasmAddress } = await import("zxing-wasm/reader/zxing_reader.wasm?url");
  prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasmAddress : prefix + path) } });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

/** The device's reader where it knows QR codes, otherwise the portal's own. */
export async function createQrDetector(): Promise<QrDetector> {
  const detector = (await nativeDetector()) ?? (await ownDetector());
  return async (frame) => (await detector.detect(frame))[0]?.rawValue;
}

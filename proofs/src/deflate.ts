/** Compresses in the raw form that browsers and Node both have. */
export const deflate = (bytes: Uint8Array): Promise<Uint8Array> => readAll(bytes, new CompressionStream("deflate-raw"), Number.MAX_SAFE_INTEGER);

/** @throws TypeError or RangeError when the bytes are not compressed ones, or would grow beyond `byteLimit` */
export const inflate = (bytes: Uint8Array, byteLimit: number): Promise<Uint8Array> => readAll(bytes, new DecompressionStream("deflate-raw"), byteLimit);

async function readAll(bytes: Uint8Array, transform: CompressionStream | DecompressionStream, byteLimit: number): Promise<Uint8Array> {
  const reader = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(transform).getReader();
  const parts: Uint8Array[] = [];
  let byteCount = 0;
  for (;;) {
    const read: { readonly done: boolean; readonly value?: unknown } = await reader.read();
    if (read.done) break;
    const part = read.value;
    if (!(part instanceof Uint8Array)) throw new TypeError("bytes expected");
    byteCount += part.length;
    if (byteCount > byteLimit) {
      await reader.cancel();
      throw new RangeError(`more than ${byteLimit} bytes`);
    }
    parts.push(part);
  }
  const all = new Uint8Array(byteCount);
  parts.reduce((offset, part) => { all.set(part, offset); return offset + part.length; }, 0);
  return all;
}

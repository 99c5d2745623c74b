import { inflateSync } from "node:zlib";

/** A picture's light, one byte a pixel, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly light: Uint8Array;
}

const SIGNATURE_BYTES = 8;
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** Reads a PNG of 8-bit RGB or RGBA, not interlaced: what browsers write as screenshots. */
export function readPicture(png: Buffer): Picture {
  const data: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const kind = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = CHANNELS[body[9] ?? 0] ?? 0;
      if (body[8] !== 8 || channels === 0 || body[12] !== 0) throw new RangeError("not an 8-bit colour PNG");
    }
    if (kind === "IDAT") data.push(body);
    at += length + 12;
  }
  return { width, height, light: lightOf(unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels), width * height, channels) };
}

/** Undoes the filter of each row: none, left, up, average, Paeth (PNG, clause 9). */
function unfilter(raw: Uint8Array, rowBytes: number, rows: number, channels: number): Uint8Array {
  const pixels = new Uint8Array(rowBytes * rows);
  for (let row = 0; row < rows; row += 1) {
    const filter = raw[row * (rowBytes + 1)];
    for (let x = 0; x < rowBytes; x += 1) {
      const at = row * rowBytes + x;
      const left = x < channels ? 0 : (pixels[at - channels] ?? 0);
      const up = row === 0 ? 0 : (pixels[at - rowBytes] ?? 0);
      const corner = x < channels || row === 0 ? 0 : (pixels[at - rowBytes - channels] ?? 0);
      pixels[at] = (raw[row * (rowBytes + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return pixels;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      if (toLeft <= toUp && toLeft <= toCorner) return left;
      return toUp <= toCorner ? up : corner;
    }
    default:
      throw new RangeError(`PNG filter ${filter}`);
  }
}

function lightOf(pixels: Uint8Array, count: number, channels: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(index * channels, index * channels + 3);
    return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  });
}

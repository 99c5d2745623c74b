import { encode } from "uqr";

/** A QR code as one SVG path: dark modules as horizontal runs, in a square of `size` modules. */
export function qrPath(payload: string): { path: string; size: number } {
  const { data, size } = encode(payload, { ecc: "M", border: 0 });
  const runs: string[] = [];
  data.forEach((row, y) => {
    let start = -1;
    for (let x = 0; x <= row.length; x++) {
      if (row[x] && start < 0) start = x;
      else if (!row[x] && start >= 0) {
        runs.push(`M${start} ${y}h${x - start}v1h-${x - start}z`);
        start = -1;
      }
    }
  });
  return { path: runs.join(""), size };
}

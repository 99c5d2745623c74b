/** One thing measured: what, of how many at once, and what it may be held against. */
export interface Figure {
  readonly what: string;
  /** Items in the transaction, or in the run. */
  readonly items: number;
  /** Gas of the whole transaction, 21,000 included; absent where time was measured. */
  readonly transactionGas?: number;
  readonly value: number;
  readonly unit: string;
  /** The same thing done the plain way, in the same run. */
  readonly peer?: { readonly name: string; readonly value: number };
}

/** Osaka refuses a transaction above this (EIP-7825). */
export const TRANSACTION_GAS_MAX = 16_777_216;

/** A gas figure from a transaction's whole gas. */
export function gasFigure(what: string, items: number, transactionGas: bigint, unit: string): Figure {
  const gas = Number(transactionGas);
  return { what, items, transactionGas: gas, value: Math.round(gas / items), unit };
}

const HEADINGS = ["what", "items", "transaction gas", "of the limit", "figure", "unit", "peer, same run", "to the peer"];
const numbers = new Intl.NumberFormat("en-CA", { maximumFractionDigits: 1 });
const smallNumbers = new Intl.NumberFormat("en-CA", { maximumFractionDigits: 2 });

/** A table in Markdown, so that it may be pasted as it is. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(HEADINGS), rule, ...figures.map((figure) => line(cellsOf(figure)))].join("\n");
}

function cellsOf({ what, items, transactionGas, value, unit, peer }: Figure): string[] {
  const ofLimit = transactionGas === undefined ? "" : `${numbers.format((100 * transactionGas) / TRANSACTION_GAS_MAX)} %`;
  return [
    what,
    numbers.format(items),
    transactionGas === undefined ? "" : numbers.format(transactionGas),
    ofLimit,
    (value < 10 ? smallNumbers : numbers).format(value),
    unit,
    peer === undefined ? "" : `${numbers.format(peer.value)} (${peer.name})`,
    peer === undefined ? "" : `${(value / peer.value).toFixed(2)} ×`,
  ];
}

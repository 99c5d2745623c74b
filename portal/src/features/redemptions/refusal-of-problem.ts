import type { Problem } from "../../api/problem.ts";
import type { CounterRefusal, CounterRefusalCode } from "./counter-charge.ts";

const CODES: readonly CounterRefusalCode[] = ["R1", "R2", "R3", "R4", "R5", "R6", "R7", "INCIDENT"];

/** The refusal of the counter that a problem stands for; undefined for any other problem. */
export function refusalOfProblem({ code, title, detail, values }: Problem): CounterRefusal | undefined {
  if (code === "points-not-opened-here") return { code: "R4", title, sentence: detail };
  if (code === "code-used") return { code: "R3", title, sentence: detail };
  if (code === "merchant-paused") return { code: "R6", title, sentence: detail };
  if (code === "terminal-signature-refused") return { code: "INCIDENT", title, sentence: detail };
  if (code !== "redemption-declined") return undefined;
  return { code: CODES.find((known) => known === values.code) ?? "INCIDENT", title, sentence: detail };
}

/** « Refusé. Pas assez de points. » under the word « Refusé »: « Pas assez de points ». */
export function refusalTitle({ title }: Pick<CounterRefusal, "title">): string {
  return title.replace(/^Refusé\.\s*/u, "").replace(/\.$/u, "");
}

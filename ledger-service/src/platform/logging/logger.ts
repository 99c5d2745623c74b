import { pino, type Logger } from "pino";

export type { Logger } from "pino";

/** JSON lines. Callers log routes' templates, codes and counts: no URL, no person, no account, no key. */
export function createLogger(level: string, citySlug: string): Logger {
  return pino({
    level,
    base: { city: citySlug },
    timestamp: pino.stdTimeFunctions.isoTime,
    // An error's message may quote a request: keep its name, code and stack frames only.
    serializers: { error: safeError },
  });
}

function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { name: error.name, code: codeOf(error), frames: frames.slice(0, 8).map((line) => line.trim()) };
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

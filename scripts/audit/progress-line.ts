import type { WriteStream } from "node:tty";
import type { Language } from "./report-words.ts";
import type { AuditProgress } from "./run-audit.ts";

export interface ProgressLine {
  show(progress: AuditProgress): void;
  end(): void;
}

const SCREEN_EVERY_MS = 200;
const LOG_EVERY_MS = 5_000;

/** One line that is written over on a screen, and now and then a line of its own in a log. */
export function showProgress(out: Pick<WriteStream, "write" | "isTTY">, language: Language): ProgressLine {
  const number = new Intl.NumberFormat(language === "fr" ? "fr-CA" : "en-CA", { maximumFractionDigits: 0 });
  const events = language === "fr" ? "événements" : "events";
  let shownMs = 0;
  let isOpen = false;
  return {
    show({ events: count, block, fromBlock, toBlock, elapsedMs }) {
      const isLast = block === toBlock;
      if (!isLast && elapsedMs - shownMs < (out.isTTY ? SCREEN_EVERY_MS : LOG_EVERY_MS)) return;
      shownMs = elapsedMs;
      const percent = Math.floor((100 * (block - fromBlock + 1)) / (toBlock - fromBlock + 1));
      const line = `${percent} %  ${number.format(count)} ${events}  ${number.format(count / (elapsedMs / 1_000))} ${events}/s`;
      out.write(out.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
      isOpen = out.isTTY;
    },
    end() {
      if (isOpen) out.write("\n");
    },
  };
}

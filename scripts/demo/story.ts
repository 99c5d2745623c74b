import { formatSeconds } from "./progress.ts";
import { resolveLocalhostNames } from "./localhost-lookup.ts";
import { readPort } from "./port.ts";
import { reportProblem, StartProblem } from "./start-problem.ts";
import { playAudit } from "./story/audit.ts";
import { playExchange } from "./story/exchange.ts";
import { playHours } from "./story/hours.ts";
import { playPayments } from "./story/payment.ts";
import { RefusedRequest } from "./story/refused-request.ts";
import { createTeller, StoryDiffers } from "./story/teller.ts";
import { NewsNotCome } from "./story/wait-for-news.ts";

const DEFAULT_PORT = 8080;

const CHAPTERS = [
  { name: "heures", play: playHours },
  { name: "paiement", play: playPayments },
  { name: "echange", play: playExchange },
  { name: "verification", play: playAudit },
] as const;

/**
 * Plays the journeys against a running demo, through the addresses and the API that everyone has. Words given
 * select chapters.
 */
async function playStory(words: readonly string[]): Promise<void> {
  resolveLocalhostNames();
  const startedMs = performance.now();
  const port = readPort(process.env.PORT, DEFAULT_PORT);
  const addressOf = (slug: string): string => `http://${slug}.localhost:${port}`;
  await checkRunning(addressOf("brossard"), port);
  const teller = createTeller();
  for (const { name, play } of CHAPTERS) {
    if (words.length === 0 || words.includes(name)) await play(addressOf, teller);
  }
  console.log(`\nTout s’est passé comme prévu, en ${formatSeconds(performance.now() - startedMs)}.`);
}

async function checkRunning(address: string, port: number): Promise<void> {
  const response = await fetch(`${address}/health/ready`).catch(() => undefined);
  await response?.body?.cancel();
  if (response?.ok === true) return;
  throw new StartProblem({
    fr: `Maille ne répond pas à ${address}. Lancez « npm start » dans un autre terminal et attendez qu’elle soit prête${port === DEFAULT_PORT ? "" : ", sur le même PORT"}.`,
    en: `Maille does not answer at ${address}. Run "npm start" in another terminal and wait until it is ready.`,
  });
}

try {
  await playStory(process.argv.slice(2));
} catch (error) {
  if (error instanceof StoryDiffers || error instanceof RefusedRequest || error instanceof NewsNotCome) console.error(`\n${error.message}`);
  else reportProblem(error);
  process.exitCode = 1;
}

import { formatSeconds } from "../progress.ts";

/** Tells what happens, as it happens. */
export interface Teller {
  chapter(title: string): void;
  /** One thing that happened. */
  say(sentence: string): void;
  /** Something that must be so; the story ends where it is not. */
  check(sentence: string, isSo: boolean): void;
}

/** The story says one thing and the city another. */
export class StoryDiffers extends Error {
  constructor(sentence: string) {
    super(`Ce n’est pas ce qui est arrivé : ${sentence}`);
    this.name = "StoryDiffers";
  }
}

export function createTeller(print: (line: string) => void = console.log): Teller {
  const startedMs = performance.now();
  const say = (sentence: string): void => print(`  ${formatSeconds(performance.now() - startedMs).padStart(12)}  ${sentence}`);
  return {
    chapter: (title) => print(`\n${title}`),
    say,
    check: (sentence, isSo) => {
      if (!isSo) throw new StoryDiffers(sentence);
      say(sentence);
    },
  };
}

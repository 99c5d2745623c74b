/** Lets so many run at once; the others wait their turn, first come first served. */
export interface Semaphore {
  run<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createSemaphore(count: number): Semaphore {
  let freeCount = count;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (freeCount > 0) {
      freeCount -= 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    // A place goes from hand to hand: nobody who comes now overtakes those who wait.
    if (next === undefined) freeCount += 1;
    else next();
  };
  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

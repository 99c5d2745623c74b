/** Runs one thing at a time, in the order asked. */
export type SerialQueue = { run<Result>(work: () => Promise<Result>): Promise<Result> };

export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      const result = last.then(work, work);
      // The failure belongs to whoever asked; the next in line starts all the same.
      last = result.catch(() => undefined);
      return result;
    },
  };
}

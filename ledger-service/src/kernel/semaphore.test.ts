import { expect } from "chai";
import { createSemaphore } from "./semaphore.ts";

describe("createSemaphore", () => {
  it("lets two run at once, in the order they came, also past one that fails", async () => {
    const semaphore = createSemaphore(2);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const runs = [0, 1, 2, 3, 4].map((index) =>
      semaphore.run(async () => {
        started.push(index);
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (index === 1) throw new Error("a failure");
        return index;
      }),
    );
    const results = await Promise.allSettled(runs);
    expect(started).to.deep.equal([0, 1, 2, 3, 4]);
    expect(most).to.equal(2);
    expect(results.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
  });
});

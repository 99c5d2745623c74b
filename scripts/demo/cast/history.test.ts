import { expect } from "chai";
import { pastTimes, todayTimes, TRIAL_PENDING_SECONDS } from "./history.ts";
import { seededRandom } from "./random.ts";

const NOW = 1_795_600_000;
const TEN_MINUTES = 600;

describe("what the cast did, and when", () => {
  it("dates everything back where blocks may be", () => {
    const { events, startedAt, until } = pastTimes(seededRandom("essai"), NOW);
    expect(startedAt).to.be.lessThan(NOW - 50 * 86_400);
    expect(events.length).to.be.greaterThan(200);
    for (const { at } of events) expect(at).to.be.within(startedAt, until);
  });

  it("is of the next minutes where a chain keeps its own time, and spends nothing before hours are posted", () => {
    const { events, until, postingDelaySeconds } = todayTimes(seededRandom("essai"), NOW);
    const filedAt = Math.max(...events.filter(({ kind }) => kind === "SHEET").map(({ at }) => at));
    const spentAt = Math.min(...events.filter(({ kind }) => kind !== "SHEET").map(({ at }) => at));
    expect(filedAt).to.be.greaterThan(NOW);
    expect(filedAt + TRIAL_PENDING_SECONDS + postingDelaySeconds).to.be.lessThan(spentAt);
    expect(until).to.be.within(spentAt, NOW + TEN_MINUTES);
    for (const event of events) if (event.kind === "SHEET") expect(event.programmeKey).to.equal("trial");
  });
});

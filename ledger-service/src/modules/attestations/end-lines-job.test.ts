import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { Problem } from "../../kernel/problem.ts";
import { LineStatus, SheetStatus } from "../../platform/chain/generated/enums.ts";
import type { Relay } from "../../relay/relay.ts";
import { endLinesJob, type EndLinesParts } from "./end-lines-job.ts";
import { sheetProblems } from "./sheet.problems.ts";

const day = 86_400_000;
const start = new Date("2026-03-01T00:00:00.000Z");
const sheetId = `0x${"a".repeat(64)}` as const;

/** A city whose relay only remembers what it was asked to send. */
function city(ownCityId: number, refusal?: Problem) {
  const sent: string[] = [];
  const relay = {
    submit: async (_transaction: unknown, act: { name: string }, _item: unknown, submission: { factId?: string }) => {
      if (refusal !== undefined) throw refusal;
      sent.push(`${act.name} ${submission.factId}`);
    },
  } as unknown as Relay;
  const line = { sheetId, index: 3n, status: LineStatus.DISPUTED, disputedAt: start, disputeRound: 1n };
  const sheet = { sheetId, cityId: 1, status: SheetStatus.FILED, windowEndsAt: start };
  const parts = {
    database: { transaction: async (work: (manager: unknown) => Promise<unknown>) => work({}) } as unknown as DataSource,
    sheets: {
      disputedBefore: async (instant: Date) => (start < instant ? [line] : []),
      sheetsByIds: async () => new Map([[sheetId, sheet]]),
      filedWithWindowBefore: async (instant: Date) => (start < instant ? [sheet] : []),
    },
    cities: { ownCityId, nameOf: () => "" },
    relay,
    lapseLine: { name: "lapse-line" },
    expireSheet: { name: "expire-sheet" },
  } as unknown as EndLinesParts;
  return { sent, at: (days: number) => endLinesJob(parts, () => new Date(start.getTime() + days * day + 2_000)).run() };
}

describe("endLinesJob", () => {
  it("lapses a dispute after 60 days and expires a sheet 180 days after its window, not before [A6]", async () => {
    const brossard = city(1);
    await brossard.at(59);
    expect(brossard.sent).to.deep.equal([]);
    await brossard.at(60);
    expect(brossard.sent).to.deep.equal([`lapse-line lapse:${sheetId}:3:1`]);
    await brossard.at(179);
    expect(brossard.sent.filter((text) => text.startsWith("expire"))).to.deep.equal([]);
    await brossard.at(180);
    expect(brossard.sent.at(-1)).to.equal(`expire-sheet expiry:${sheetId}`);
  });

  it("leaves it to the programme's city for a day, then steps in", async () => {
    const magog = city(4);
    await magog.at(60);
    expect(magog.sent).to.deep.equal([]);
    await magog.at(61.1);
    expect(magog.sent).to.have.length(1);
  });

  it("does not fail when another city was first, and does not hide what is no refusal", async () => {
    await city(1, sheetProblems.of("line-not-disputed")).at(60);
    const broken = city(1, new Error("the database is gone") as Problem);
    let failure: unknown;
    await broken.at(60).catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(Error);
  });
});

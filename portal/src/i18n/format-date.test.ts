import { expect } from "chai";
import { civilDay, formatDate, formatDateTime, formatDay, formatDuration, formatMonth, formatSeconds, formatShortDate, formatTime } from "./format-date.ts";

const morning = "2026-11-23T14:42:00Z";

describe("format-date", () => {
  it("writes dates and hours in the cities' time, not the device's", () => {
    expect(formatDate("2026-11-24T03:00:00Z")).to.equal("23\u00a0novembre 2026");
    expect(civilDay("2026-11-24T03:00:00Z")).to.equal("2026-11-23");
    expect(formatTime(morning)).to.equal("9\u00a0h\u00a042");
  });

  it("says 1er for the first, and only the hour on the hour", () => {
    expect(formatDate("2026-12-01T13:00:00Z")).to.equal("1er\u00a0décembre 2026");
    expect(formatTime("2026-12-01T13:00:00Z")).to.equal("8\u00a0h");
  });

  it("names the day, the month, the short date", () => {
    expect(formatDay("2026-11-22T15:00:00Z")).to.equal("Dimanche 22\u00a0novembre 2026");
    expect(formatMonth(morning)).to.equal("novembre 2026");
    expect(formatShortDate(morning)).to.equal("23\u00a0nov. 2026");
    expect(formatDateTime(morning)).to.equal("23\u00a0novembre 2026, 9\u00a0h\u00a042");
  });

  it("writes quarter-hours and seconds left", () => {
    expect(formatDuration(150n)).to.equal("2\u00a0h\u00a030");
    expect(formatDuration(240)).to.equal("4\u00a0h");
    expect(formatDuration(45)).to.equal("45\u00a0min");
    expect(formatSeconds(102)).to.equal("1\u00a0min\u00a042\u00a0s");
    expect(formatSeconds(14.2)).to.equal("15\u00a0s");
  });
});

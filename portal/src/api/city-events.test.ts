import { expect } from "chai";
import { CityEvents } from "./city-events.ts";
import type { CityEvent } from "./city-events.ts";

class FakeStream extends EventTarget {
  closed = false;
  close(): void {
    this.closed = true;
  }
  say(name: string, data: string): void {
    this.dispatchEvent(new MessageEvent(name, { data }));
  }
}

function fakeService() {
  const streams: FakeStream[] = [];
  const events = new CityEvents(() => {
    const stream = new FakeStream();
    streams.push(stream);
    return { addEventListener: (name, hear) => stream.addEventListener(name, hear as EventListener), removeEventListener: (name, hear) => stream.removeEventListener(name, hear as EventListener), close: () => stream.close() };
  });
  return { streams, events };
}

describe("CityEvents", () => {
  it("opens one stream for all listeners and closes it after the last, once", () => {
    const { streams, events } = fakeService();
    const stopAicha = events.listen("account-changed", () => undefined);
    const stopRobert = events.listen("operation", () => undefined);
    stopAicha();
    stopAicha();
    expect(streams.map((stream) => stream.closed)).to.deep.equal([false]);
    stopRobert();
    expect(streams.map((stream) => stream.closed)).to.deep.equal([true]);
    events.listen("operation", () => undefined);
    expect(streams).to.have.length(2);
  });

  it("goes on with the same listeners on a new stream when somebody has signed in", () => {
    const { streams, events } = fakeService();
    const heard: string[] = [];
    const stop = events.listen("ledger", ({ name }) => heard.push(name));
    events.reopen();
    expect(streams.map(({ closed }) => closed)).to.deep.equal([true, false]);
    streams[1]?.say("ledger", "{}");
    expect(heard).to.deep.equal(["ledger"]);
    stop();
    expect(streams.map(({ closed }) => closed)).to.deep.equal([true, true]);
    events.reopen();
    expect(streams, "nobody listens: nothing is opened").to.have.length(2);
  });

  it("tells each name to its listeners only, with data even when it cannot be read", () => {
    const { streams, events } = fakeService();
    const heard: CityEvent[] = [];
    events.listen("charge-presented", (event) => heard.push(event));
    streams[0]?.say("charge-presented", '{"chargeId":"0x01"}');
    streams[0]?.say("operation", "{}");
    streams[0]?.say("charge-presented", "not json");
    expect(heard).to.deep.equal([{ name: "charge-presented", data: { chargeId: "0x01" } }, { name: "charge-presented", data: {} }]);
  });
});

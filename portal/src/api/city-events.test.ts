import { expect } from "chai";
import { CityEvents } from "./city-events.ts";
import type { CityEvent } from "./city-events.ts";

function fakeSource() {
  const source = { opened: 0, closed: 0, onmessage: null as ((event: MessageEvent) => void) | null, close: () => void source.closed++ };
  const say = (data: unknown) => source.onmessage?.(new MessageEvent("message", { data: JSON.stringify(data) }));
  return { source, say, events: new CityEvents(() => (source.opened++, source)) };
}

describe("CityEvents", () => {
  it("opens one stream for all listeners and closes it after the last", () => {
    const { source, events } = fakeSource();
    const stopAicha = events.listen(() => undefined);
    const stopRobert = events.listen(() => undefined);
    expect(source.opened).to.equal(1);
    stopAicha();
    expect(source.closed).to.equal(0);
    stopRobert();
    expect(source.closed).to.equal(1);
  });

  it("tells each listener, and ignores what is no event", () => {
    const { say, events } = fakeSource();
    const heard: CityEvent[] = [];
    events.listen((event) => heard.push(event));
    say({ type: "points", data: { asOfBlock: "12" } });
    say({ data: 1 });
    say("heartbeat");
    expect(heard).to.deep.equal([{ type: "points", data: { asOfBlock: "12" } }]);
  });
});

import { expect } from "chai";
import { createShutdown } from "./shutdown.ts";

describe("the shutdown", () => {
  it("stops what started last first, once, however often it is asked", async () => {
    const stopped: string[] = [];
    const shutdown = createShutdown(() => undefined);
    for (const name of ["registre", "base", "ville"]) shutdown.add(name, async () => { stopped.push(name); });
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(stopped).to.deep.equal(["ville", "base", "registre"]);
  });

  it("goes on when one stop fails, and says which", async () => {
    const stopped: string[] = [];
    const failed: string[] = [];
    const shutdown = createShutdown((name) => failed.push(name));
    shutdown.add("registre", async () => { stopped.push("registre"); });
    shutdown.add("base", () => Promise.reject(new Error("panne")));
    await shutdown.run();
    expect({ stopped, failed }).to.deep.equal({ stopped: ["registre"], failed: ["base"] });
  });
});

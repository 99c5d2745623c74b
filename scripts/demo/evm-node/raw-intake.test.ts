import { expect } from "chai";
import type { Hex } from "viem";
import { createRawIntake } from "./raw-intake.ts";
import { createSerialQueue } from "./serial-queue.ts";

describe("the intake of raw transactions", () => {
  it("keeps a whole batch before it gives the first one to the node", async () => {
    const done: string[] = [];
    const send = createRawIntake(createSerialQueue(), {
      keep: (raws) => { done.push(`kept ${raws.join(" ")}`); },
      give: (raw) => { done.push(`gave ${raw}`); return Promise.resolve(`hash of ${raw}`); },
    });
    const answers = await Promise.all((["0x01", "0x02"] satisfies Hex[]).map(send));
    expect(done).to.deep.equal(["kept 0x01 0x02", "gave 0x01", "gave 0x02"]);
    expect(answers).to.deep.equal(["hash of 0x01", "hash of 0x02"]);
  });

  it("gives nothing that it could not keep", async () => {
    const given: Hex[] = [];
    const send = createRawIntake(createSerialQueue(), {
      keep: () => { throw new Error("disque plein"); },
      give: (raw) => { given.push(raw); return Promise.resolve(undefined); },
    });
    const refusal = await send("0x01").catch((error: unknown) => error);
    expect(refusal).to.have.property("message", "disque plein");
    expect(given).to.deep.equal([]);
  });
});

import { expect } from "chai";
import type { Hex } from "viem";
import { nodeRpc } from "../../scripts/network/rehearsal/node-rpc.ts";
import { type Payer, type PaymentWorld, startPaymentWorld, type Till } from "../support/service/payment-world.ts";
import { brossard, delson, magog, wendake } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";
import { type BesuLedger, besuLedger } from "./besu-ledger.ts";
import { type Links, openLinks } from "./links.ts";
import { besuOrSkip } from "./support.ts";

const BLOCKS_WITHIN_MS = 240_000;
/** Three of a node's calls each second find the same height before it is believed to stand. */
const STANDS_FOR_MS = 8_000;

/** The tests follow each other, as days do. */
describe("a network whose cables are cut, on Besu [T6]", function () {
  this.timeout(600_000);
  let ledger: BesuLedger;
  let links: Links | undefined;
  let world: PaymentWorld | undefined;
  let aicha: Payer;
  let cafe: Till;
  const paid: Hex[] = [];

  before(async function () {
    const besu = besuOrSkip(this);
    ledger = besuLedger(besu, 20_276, [brossard, magog, delson, wendake], async (network) => {
      links = await openLinks(network);
    });
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Claire", "Camille"], { alsoFounded: [delson, wendake], openLedger: ledger.open });
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    await (await world.openSource(brossard, "La Popote roulante", "Claire"))("2 h", [aicha]);
  });
  after(async () => {
    await world?.stack.stop();
    await links?.close();
  });

  const payments = (): PaymentWorld => {
    if (world === undefined) throw new Error("the cities are not up");
    return world;
  };
  const cables = (): Links => {
    if (links === undefined) throw new Error("the network was not laid");
    return links;
  };
  const rpcOf = (slug: string) => {
    const found = ledger.network().nodes.find((node) => node.slug === slug);
    if (found === undefined) throw new RangeError(slug);
    return nodeRpc(found.rpcUrl);
  };
  const grows = async (slug: string): Promise<void> => {
    const from = await rpcOf(slug).height();
    await until(async () => (await rpcOf(slug).height()) > from + 2, BLOCKS_WITHIN_MS);
  };
  const stands = async (slugs: readonly string[]): Promise<void> => {
    const heights = async (): Promise<string> => (await Promise.all(slugs.map((slug) => rpcOf(slug).height()))).join();
    let [seen, since] = [await heights(), Date.now()];
    await until(async () => {
      const now = await heights();
      if (now !== seen) [seen, since] = [now, Date.now()];
      return Date.now() - since > STANDS_FOR_MS;
    }, BLOCKS_WITHIN_MS);
  };
  const ledgerState = async (): Promise<string> => (await aicha.browser.get("/api/ledger-state")).json.state;
  const pay = async (points: number): Promise<void> => void paid.push(await payments().pay(cafe, aicha, points));
  const sameChain = async (): Promise<void> => {
    const height = Math.max(...(await Promise.all(["brossard", "magog", "delson", "wendake"].map((slug) => rpcOf(slug).height()))));
    const hashes = async () => Promise.all(["brossard", "magog", "delson", "wendake"].map(async (slug) => (await rpcOf(slug).header(height).catch(() => undefined))?.hash));
    await until(async () => new Set(await hashes()).size === 1 && !(await hashes()).includes(undefined), BLOCKS_WITHIN_MS);
  };
  const timesRedeemed = async (slug: string): Promise<number[]> => {
    const rows = await payments().stack.query(slug, "SELECT args->>'chargeId' AS charge FROM chain_events WHERE name = 'Redeemed'");
    return paid.map((chargeId) => rows.filter((row) => row["charge"] === chargeId).length);
  };

  it("settles payments with Brossard's node cut off, though Brossard's service asks that node first", async () => {
    await pay(100);
    cables().cutInto(["brossard"], ["magog", "delson", "wendake"]);
    await stands(["brossard"]);
    await grows("magog");
    await until(async () => (await ledgerState()) === "OK", BLOCKS_WITHIN_MS);
    await pay(110);
    expect(await rpcOf("magog").height()).to.be.greaterThan(await rpcOf("brossard").height());
  });

  it("is one chain again when the cable is mended", async () => {
    cables().mend();
    await sameChain();
    await grows("brossard");
    await pay(120);
  });

  it("seals nothing where neither side has three, and says so instead of taking payments", async () => {
    const approved = await payments().approvedSale(cafe, aicha, 130);
    cables().cutInto(["brossard", "magog"], ["delson", "wendake"]);
    await stands(["brossard", "magog", "delson", "wendake"]);
    // Whether it stands is known by something that waits: a sale that was signed before the halt was noticed.
    const sent = await payments().signSale(cafe, approved);
    paid.push(approved);
    if (sent.status === 202) await until(async () => (await ledgerState()) === "STALLED", BLOCKS_WITHIN_MS);
    else expect(sent.json.code, sent.text).to.equal("ledger-stalled");
    expect((await payments().openSale(cafe, 10)).json.code).to.equal("ledger-stalled");
  });

  it("goes on from there when the cables are mended, each payment settled once on one chain", async () => {
    cables().mend();
    await grows("brossard");
    await sameChain();
    await until(async () => (await ledgerState()) === "OK", BLOCKS_WITHIN_MS);
    // The sale of the halt: recorded now, or told that its two minutes are over.
    const halted = paid.at(-1) ?? "0x";
    const answer = async () => (await cafe.browser.get(`/api/charges/${halted}`)).json.status;
    await until(async () => !["CONSENTED", "SENT"].includes(await answer()), BLOCKS_WITHIN_MS);
    const isAccepted = (await answer()) === "ACCEPTED";
    await pay(140);
    await until(async () => (await timesRedeemed("magog")).at(-1) === 1, BLOCKS_WITHIN_MS);
    const times = await timesRedeemed("brossard");
    expect(times, "each that was told accepted is there once, and no other").to.deep.equal([1, 1, 1, isAccepted ? 1 : 0, 1]);
    expect(await timesRedeemed("magog"), "both cities saw the same").to.deep.equal(times);
  });
});

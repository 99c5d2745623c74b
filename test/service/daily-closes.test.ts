import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createPublicClient, http, recoverAddress } from "viem";
import { civilDayEnd, civilDayOf } from "../../ledger-service/src/kernel/civil-day.ts";
import { reportAnchorsAbi } from "../../ledger-service/src/platform/chain/generated/abis/report-anchors-abi.ts";
import { ReportKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { reportAnchorTypedData } from "../../ledger-service/src/platform/chain/generated/typed-data.ts";
import { typedDataDigest } from "../../ledger-service/src/platform/chain/typed-data.ts";
import { keyRingOf } from "../../ledger-service/src/platform/keys/key-ring.ts";
import { startPaymentWorld, type PaymentWorld } from "../support/service/payment-world.ts";
import { brossard, delson, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const killedCity = new URL("../support/service/killed-closing-city.ts", import.meta.url).pathname;

/** Days are closed, anchored, collected and compared by jobs that rest between looks, one after another. */
const PATIENCE_MS = 120_000;

describe("daily closes", function () {
  this.timeout(400_000);
  let world: PaymentWorld;
  let day: string;

  before(async () => {
    world = await startPaymentWorld([brossard, magog, delson], ["Aïcha", "Robert", "Claire", "Camille"]);
    const aicha = await world.enrol(brossard, "Aïcha", "FULL");
    const cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    await (await world.openSource(brossard, "La Popote roulante", "Claire"))("1 h", [aicha]);
    await world.pay(cafe, aicha, 250);
    day = civilDayOf(new Date());
    await endDay(day);
  });
  after(() => world.stack.stop());

  /** A block after the day's end: the ledger's clock says that it is over. */
  const endDay = (ended: string): Promise<void> => world.stack.node.sealAt(Math.floor(civilDayEnd(ended).getTime() / 1000) + 60);
  const closes = async (slug: string) => (await world.stack.browserAt(slug).get("/api/public/closes")).json.closes;
  const closeOf = async (slug: string, ofDay: string) => (await world.stack.browserAt(slug).get(`/api/public/closes/${ofDay}`)).text;
  const light = async (slug: string) => (await world.stack.browserAt(slug).get("/api/public/summary")).json.light;
  const anchorsSeenByMagog = (ofDay: string) =>
    world.stack.query("magog", "SELECT 1 FROM chain_events WHERE name = 'ReportAnchored' AND args->>'cityId' = $1 AND args->>'period' = $2", [String(brossard.id), String(periodOf(ofDay))]);
  const agrees = (compared: { day: string; agreeingCount: number } | null) => compared?.day === day && compared.agreeingCount === 3;
  const periodOf = (ofDay: string) => Number(ofDay.replaceAll("-", ""));

  it("publishes the very bytes whose hash the ledger holds, signed by the city's service [T7]", async () => {
    const listing = async () => (await closes("brossard")).find((close: { day: string }) => close.day === day);
    await until(async () => (await listing())?.anchored === true, PATIENCE_MS);
    const text = await closeOf("brossard", day);
    const listed = await listing();
    const reportHash = `0x${createHash("sha256").update(text).digest("hex")}` as const;
    expect(listed).to.include({ day, reportHash });
    const client = createPublicClient({ transport: http(world.stack.node.rpcUrl) });
    const { addresses, chainId } = world.stack.deployed;
    const args = [brossard.id, ReportKind.DAILY_CLOSE, periodOf(day)] as const;
    expect(await client.readContract({ address: addresses.reportAnchors, abi: reportAnchorsAbi, functionName: "reportHash", args })).to.equal(reportHash);
    const act = { cityId: brossard.id, kind: ReportKind.DAILY_CLOSE, period: periodOf(day), reportHash, validBefore: BigInt(listed.validBefore) };
    const hash = typedDataDigest({ chainId, contracts: addresses }, reportAnchorTypedData, act);
    const keys = await keyRingOf(world.stack.keyMaterialOf("brossard"));
    expect(await recoverAddress({ hash, signature: listed.signature })).to.equal(keys.enrol.address);
    const close = JSON.parse(text);
    expect(close.totals).to.deep.equal({ [brossard.id]: { issued: "1000", redeemed: "250", returned: "0", supply: "750" } });
    expect(close.eventCount).to.be.greaterThan(20);
  });

  it("agree between cities that saw the same ledger", async () => {
    for (const slug of ["brossard", "magog", "delson"]) {
      await until(async () => agrees((await light(slug)).closes), PATIENCE_MS);
      expect((await light(slug)).closes).to.deep.equal({ day, cityCount: 3, agreeingCount: 3, differing: [], missing: [] });
    }
    const own = JSON.parse(await closeOf("magog", day));
    const [kept] = await world.stack.query("brossard", "SELECT close_text FROM collected_closes WHERE city_id = $1 AND day = $2", [magog.id, day]);
    expect(JSON.parse(String(kept?.["close_text"]))).to.deep.equal(own);
  });

  it("list a city that is not heard from as missing, not as differing, until it is back", async () => {
    await world.stack.stopCity("delson");
    const next = await endNextDay();
    await until(async () => (await light("brossard")).closes?.day === next, PATIENCE_MS);
    const { state, closes: compared } = await light("brossard");
    expect(state).not.to.equal("DIFFERS");
    expect(compared).to.deep.include({ day: next, agreeingCount: 2, differing: [], missing: [{ cityId: delson.id, cityName: "Delson" }] });
    await world.stack.startCity("delson");
    await until(async () => (await light("brossard")).closes?.agreeingCount === 3, PATIENCE_MS);
  });

  for (const point of ["CLOSE_KEPT", "SIGNED_NOT_SENT", "SENT_NOT_RECORDED"]) {
    it(`are anchored once by a service killed at ${point} [Q2]`, async () => {
      await world.stack.stopCity("brossard");
      const ended = await endNextDay();
      const folder = mkdtempSync(join(tmpdir(), "maille-killed-close-"));
      const file = join(folder, "city.json");
      writeFileSync(file, JSON.stringify(world.stack.configurationOf("brossard")));
      const child = spawn(process.execPath, [killedCity, file, point, ended], { stdio: ["ignore", "inherit", "inherit"] });
      const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_code, died) => resolve(died)));
      rmSync(folder, { recursive: true });
      expect(signal, "the service died by the kill").to.equal("SIGKILL");
      const kept = await world.stack.query("brossard", "SELECT close_text FROM daily_closes WHERE day = $1", [ended]);
      expect(kept, "the close was kept before the kill").to.have.length(1);
      await world.stack.startCity("brossard");
      await until(async () => (await closes("brossard"))[0]?.day === ended && (await closes("brossard"))[0]?.anchored === true, PATIENCE_MS);
      // Another city indexes at its own pace.
      await until(async () => (await anchorsSeenByMagog(ended)).length > 0);
      expect(await anchorsSeenByMagog(ended)).to.have.length(1);
      expect(await closeOf("brossard", ended)).to.equal(kept[0]?.["close_text"]);
    });
  }

  it("name the city whose close differs, and the number, on every city's light", async () => {
    await world.stack.query("magog", "UPDATE audit_daily_points SET issued = issued + 7 WHERE city_id = $1", [brossard.id]);
    const ended = await endNextDay();
    const difference = { cityId: magog.id, cityName: "Magog", what: "Points inscrits de Brossard", whatEn: "Points issued of Brossard", expected: "1000", found: "1007", difference: "7" };
    for (const slug of ["brossard", "delson", "magog"]) {
      await until(async () => (await light(slug)).closes?.day === ended && (await light(slug)).closes.missing.length === 0, PATIENCE_MS);
      const shown = await light(slug);
      expect(shown.state).to.equal("DIFFERS");
      expect(shown.closes).to.deep.include({ agreeingCount: 2, differing: [difference] });
    }
  });

  it("never change once they are kept", async () => {
    for (const sql of ["UPDATE daily_closes SET close_text = ''", "DELETE FROM collected_closes"]) {
      const failure = await world.stack.query("brossard", sql).then(() => undefined, (error: unknown) => error);
      expect(String(failure)).to.include("append-only");
    }
    expect((await world.stack.browserAt("brossard").get("/api/public/closes/2020-01-01")).json.code).to.equal("close-unknown");
  });

  /** Ends the ledger's present day. @returns that day */
  async function endNextDay(): Promise<string> {
    const { timestamp } = await createPublicClient({ transport: http(world.stack.node.rpcUrl) }).getBlock();
    const ended = civilDayOf(new Date(Number(timestamp) * 1000));
    await endDay(ended);
    return ended;
  }
});

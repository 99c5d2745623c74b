import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { z } from "zod";
import { buildCityCore, type CityCore } from "../../ledger-service/src/city-core.ts";
import { defineIntercityHandler } from "../../ledger-service/src/intercity/intercity-handler.ts";
import { signatureHeader, signMessage } from "../../ledger-service/src/intercity/signed-request.ts";
import { defineProblems } from "../../ledger-service/src/kernel/problem.ts";
import { inTransaction } from "../../ledger-service/src/platform/database/transaction.ts";
import { keyRingOf, newKeyMaterial } from "../../ledger-service/src/platform/keys/key-ring.ts";
import type { CitySigner } from "../../ledger-service/src/platform/keys/signer.ts";
import { composeCoreCity } from "../support/service/core-city.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { until } from "../support/until.ts";

const problems = defineProblems({
  "greeting-refused": { status: 409, title: "Refusé", titleEn: "Refused", detail: "Pas de {name} ici.", detailEn: "No {name} here." },
});

describe("requests between cities", () => {
  let stack: ServiceStack;
  const cores = new Map<string, CityCore>();
  let received: string[] = [];

  const greet = defineIntercityHandler({
    name: "greet",
    body: z.strictObject({ name: z.string() }),
    handle: async (fromCityId, { name }, { manager }) => {
      if (name === "Nobody") throw problems.of("greeting-refused", { name });
      await manager.query("SELECT 1");
      received.push(name);
      return { greeting: `Bonjour ${name}, de la ville ${fromCityId}` };
    },
  });

  before(async () => {
    stack = await startServiceStack({
      cities: [brossard, magog],
      compose: (configuration) =>
        composeCoreCity(configuration, (core) => {
          cores.set(configuration.city.slug, core);
          return { intercityHandlers: [greet] };
        }),
    });
  });
  after(() => stack.stop());
  beforeEach(() => {
    received = [];
  });

  const coreOf = (slug: string): CityCore => {
    const core = cores.get(slug);
    if (core === undefined) throw new Error(`no core of ${slug}`);
    return core;
  };
  const answerSchema = z.object({ greeting: z.string() });

  async function knock(message: { signer: CitySigner; from: number; to: number; name?: string; signedBody?: string; sentBody?: string; jti?: string }) {
    const body = JSON.stringify({ name: "Aïcha" });
    const signature = await signMessage(message.signer, "request", {
      from: message.from,
      to: message.to,
      jti: message.jti ?? randomUUID(),
      name: message.name ?? "greet",
      body: message.signedBody ?? body,
    });
    return stack.browserAt("magog").post("/intercity/greet", message.sentBody ?? body, { headers: { [signatureHeader]: signature }, without: ["origin", "cookie", "x-maille-csrf"] });
  }

  it("asks, and believes the signed answer", async () => {
    const answer = await coreOf("brossard").intercity.ask(magog.id, "greet", { name: "Aïcha" }, answerSchema);
    expect(answer.greeting).to.equal(`Bonjour Aïcha, de la ville ${brossard.id}`);
  });

  it("hears the other city's problem in its own words", async () => {
    const refusal = await coreOf("brossard").intercity.ask(magog.id, "greet", { name: "Nobody" }, answerSchema).then(() => undefined, (error: unknown) => error);
    expect(refusal).to.have.property("code", "greeting-refused");
    expect(refusal).to.have.nested.property("text.detail", "Pas de Nobody ici.");
  });

  it("acts once for a message that comes twice, and refuses its number for another", async () => {
    const { citySigner } = coreOf("brossard").keys;
    const jti = randomUUID();
    const first = await knock({ signer: citySigner, from: brossard.id, to: magog.id, jti });
    const again = await knock({ signer: citySigner, from: brossard.id, to: magog.id, jti });
    expect(first.status).to.equal(200);
    expect(again.json).to.deep.equal(first.json);
    expect(received).to.deep.equal(["Aïcha"]);
    const other = JSON.stringify({ name: "Robert" });
    const reused = await knock({ signer: citySigner, from: brossard.id, to: magog.id, jti, signedBody: other, sentBody: other });
    expect(reused.json.problem.code).to.equal("idempotency-key-reused");
    expect(received).to.deep.equal(["Aïcha"]);
  });

  it("refuses another body, another name, another addressee, another sender and an unknown key", async () => {
    const { citySigner } = coreOf("brossard").keys;
    const stranger = (await keyRingOf(newKeyMaterial("brossard-1"))).citySigner;
    const refused = [
      await knock({ signer: citySigner, from: brossard.id, to: magog.id, sentBody: JSON.stringify({ name: "Robert" }) }),
      await knock({ signer: citySigner, from: brossard.id, to: magog.id, name: "other" }),
      await knock({ signer: citySigner, from: brossard.id, to: brossard.id }),
      await knock({ signer: citySigner, from: magog.id, to: magog.id }),
      await knock({ signer: stranger, from: brossard.id, to: magog.id }),
      await stack.browserAt("magog").post("/intercity/greet", { name: "Aïcha" }),
    ];
    for (const answer of refused) expect(answer.json.code).to.equal("city-signature-refused");
    expect(received).to.deep.equal([]);
    const logged = await stack.query("magog", "SELECT count(*)::int AS count FROM security_log WHERE event = 'INTERCITY_REFUSED'");
    expect(logged[0]?.["count"]).to.equal(refused.length);
  });

  it("refuses a directory whose keys are not those on the ledger", async () => {
    const configuration = stack.configurationOf("brossard");
    const impostor = buildCityCore(configuration, await keyRingOf(newKeyMaterial("brossard-1")), { entities: [], migrations: [], contractErrorProblems: {} });
    const asked = await impostor.intercity.ask(magog.id, "greet", { name: "Aïcha" }, answerSchema).then(() => undefined, (error: unknown) => error);
    expect(asked).to.have.property("name", "Problem");
    expect(received).to.deep.equal([]);
  });

  it("delivers once a city that was down is back, and keeps nothing of the message afterwards", async () => {
    await stack.stopCity("magog");
    stack.gateway.serve({ slug: "magog", identityProvider: (_request, response) => response.end(), service: (request) => request.socket.destroy() });
    const { database, intercity } = coreOf("brossard");
    await inTransaction(database, (transaction) => intercity.deliver(transaction, magog.id, "greet", { name: "Gisèle" }));
    await until(async () => (await stack.query("brossard", "SELECT 1 FROM intercity_outbox WHERE attempts > 0")).length === 1);
    const waiting = await stack.query("brossard", "SELECT body FROM intercity_outbox");
    expect(JSON.stringify(waiting)).to.not.include("Gisèle");
    await stack.startCity("magog");
    await until(async () => (await stack.query("brossard", "SELECT 1 FROM intercity_outbox WHERE delivered_at IS NOT NULL")).length === 1);
    expect(received).to.deep.equal(["Gisèle"]);
    expect((await stack.query("brossard", "SELECT body FROM intercity_outbox"))[0]?.["body"]).to.equal("");
  });

  it("sends nothing of a transaction that was rolled back", async () => {
    const { database, intercity } = coreOf("brossard");
    const before = await stack.query("brossard", "SELECT count(*) FROM intercity_outbox");
    await inTransaction(database, async (transaction) => {
      await intercity.deliver(transaction, magog.id, "greet", { name: "Maude" });
      throw new Error("not after all");
    }).catch(() => undefined);
    expect(await stack.query("brossard", "SELECT count(*) FROM intercity_outbox")).to.deep.equal(before);
  });
});

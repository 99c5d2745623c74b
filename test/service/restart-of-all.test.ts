import { expect } from "chai";
import { composeOpeningCity, type OpeningCity } from "../support/service/opening-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { brossard } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

describe("a restart of everything, in any order [T6]", () => {
  let stack: ServiceStack;
  let city: OpeningCity;

  before(async () => {
    stack = await startServiceStack({
      cities: [brossard],
      adjust: (configuration) => ({ ...configuration, chain: { ...configuration.chain, blockPeriodMs: 500 } }),
      compose: async (configuration) => {
        city = await composeOpeningCity(configuration);
        return city;
      },
    });
  });
  after(() => stack.stop());

  const ledger = async () => (await stack.browserAt("brossard").get("/api/ledger-state")).json;

  async function open(name: string): Promise<void> {
    const { operationId } = await city.submitOpening(name);
    await done(operationId);
  }
  const done = (operationId: string) =>
    until(async () => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [operationId])).length === 1);

  it("a running service survives its node's restart, and what it had accepted is done", async () => {
    const { operationId } = await city.submitOpening("Aïcha");
    await stack.node.stop();
    await until(async () => (await ledger()).state === "UNREACHABLE");
    await stack.node.start();
    await done(operationId);
    await until(async () => (await ledger()).state === "OK");
    await open("Robert");
  });

  it("a service started before its node waits in words, shows what it has, and goes on by itself", async () => {
    const { asOfBlock } = await ledger();
    await stack.stopCity("brossard");
    await stack.node.stop();
    await stack.startCity("brossard");
    expect(await ledger()).to.include({ state: "UNREACHABLE", asOfBlock });
    expect((await stack.browserAt("brossard").get("/health/ready")).status).to.equal(503);
    expect((await stack.browserAt("brossard").get("/health/live")).status).to.equal(200);
    const refused = await city.submitOpening("Gisèle").then(() => undefined, (problem: unknown) => problem);
    expect(refused).to.have.property("code", "ledger-unreachable");
    await stack.node.start();
    await until(async () => (await stack.browserAt("brossard").get("/health/ready")).status === 200);
    await open("Gisèle");
  });

  it("a service started before its database waits for it", async () => {
    await stack.stopCity("brossard");
    await stack.stopPostgres();
    // By hand: the stack's identity provider would need the database too.
    city = await composeOpeningCity(stack.configurationOf("brossard"));
    stack.gateway.serve({ slug: "brossard", identityProvider: (_request, response) => response.end(), service: city.app });
    const starting = city.start();
    await stack.startPostgres();
    await starting;
    try {
      await open("Maude");
    } finally {
      await city.stop();
      await stack.startCity("brossard");
    }
  });

  it("node and database gone under a running service, both come back", async () => {
    const { operationId } = await city.submitOpening("Clément");
    await Promise.all([stack.node.stop(), stack.stopPostgres()]);
    await stack.startPostgres();
    await stack.node.start();
    await done(operationId);
    await open("Yvon");
  });
});

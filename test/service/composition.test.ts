import { expect } from "chai";
import { composeCity } from "../../ledger-service/src/compose-city.ts";
import { brossard, magog, officerOf } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { signInAsPersona } from "../support/service/test-browser.ts";

const aicha = { sub: "aicha", name: "Aïcha Benali", roleLabel: "Résidente", hint: "" };

describe("a composed city", () => {
  let stack: ServiceStack;

  before(async () => {
    stack = await startServiceStack({ cities: [brossard, magog], personas: [aicha], compose: (configuration) => composeCity(configuration) });
  });
  after(() => stack.stop());

  it("is ready, and indexes the founding", async () => {
    const browser = stack.browserAt("brossard");
    expect((await browser.get("/health/ready")).json).to.include({ status: "ready" });
    const cities = await stack.query("brossard", "SELECT count(*)::int AS count FROM chain_events WHERE name = 'CityAdded'");
    expect(cities[0]?.["count"]).to.equal(2);
  });

  it("signs a resident in", async () => {
    const browser = stack.browserAt("brossard");
    const session = await signInAsPersona(browser, "aicha");
    expect(session.json.person.roles).to.deep.equal([]);
    expect(officerOf(brossard, "ADMIN").name).to.include("Brossard");
  });
});

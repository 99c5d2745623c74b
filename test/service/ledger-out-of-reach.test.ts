import { expect } from "chai";
import { composeOpeningCity, type OpeningCity } from "../support/service/opening-city.ts";
import { brossard } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";

describe("a city whose ledger is out of reach", () => {
  let stack: ServiceStack;
  let city: OpeningCity;

  before(async () => {
    stack = await startServiceStack({
      cities: [brossard],
      compose: async (configuration) => {
        city = await composeOpeningCity(configuration);
        return city;
      },
    });
  });
  after(() => stack.stop());

  it("refuses every act while the ledger is out of reach, in French, and is not ready [S14]", async () => {
    await stack.node.stop();
    const refusal = await city.submitOpening("Yvon").then(() => undefined, (problem: unknown) => problem);
    expect(refusal).to.have.property("code", "ledger-unreachable");
    expect(refusal).to.have.nested.property("text.detail", "Rien n’a été fait. Attendez une minute, puis recommencez.");
    expect((await stack.browserAt("brossard").get("/health/ready")).status).to.equal(503);
    expect((await stack.browserAt("brossard").get("/health/live")).status).to.equal(200);
  });
});

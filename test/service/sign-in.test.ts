import { expect } from "chai";
import { brossard, magog } from "../support/service/test-city.ts";
import { composeCoreCity } from "../support/service/core-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { signInAsPersona } from "../support/service/test-browser.ts";

const aicha = { sub: "aicha", name: "Aïcha Benali", roleLabel: "Résidente", hint: "" };
const robert = { sub: "robert", name: "Robert Gagnon", roleLabel: "Résident", hint: "" };

describe("sign-in", () => {
  let stack: ServiceStack;

  before(async () => {
    stack = await startServiceStack({ cities: [brossard, magog], personas: [aicha, robert], compose: (configuration) => composeCoreCity(configuration) });
  });
  after(() => stack.stop());

  it("is live and ready", async () => {
    const browser = stack.browserAt("brossard");
    expect((await browser.get("/health/live")).status).to.equal(200);
    const ready = await browser.get("/health/ready");
    expect(ready.json).to.include({ status: "ready" });
  });

  it("signs Aïcha in with her city's provider, under a new session id [S5]", async () => {
    const browser = stack.browserAt("brossard");
    await browser.openPage();
    const before = browser.cookies.get("__Host-maille");
    const session = await signInAsPersona(browser, "aicha");
    expect(session.json.person).to.include({ displayName: "Aïcha Benali", signInMethod: "OIDC", isEnrolled: false });
    expect(browser.cookies.get("__Host-maille")).to.be.a("string").and.not.equal(before);
  });
});

import { expect } from "chai";
import { rememberAntiForgeryToken } from "./anti-forgery.ts";
import { createApiClient, dataOf } from "./create-api-client.ts";
import { Problem } from "./problem.ts";

type Answer = { 200: { content: { "application/json": { points: string } } } };
type SamplePaths = {
  "/api/points": { get: { responses: Answer }; post: { responses: Answer } };
};

function serviceThatAnswers(status: number, body: unknown) {
  const requests: Request[] = [];
  const fetch = async (request: RequestInfo | URL) => {
    requests.push(new Request(request));
    return Response.json(body, { status });
  };
  return { requests, client: createApiClient<SamplePaths>({ baseUrl: "https://brossard.example", fetch }) };
}

describe("createApiClient", () => {
  beforeEach(() => rememberAntiForgeryToken("token-of-robert"));
  afterEach(() => rememberAntiForgeryToken(undefined));

  it("gives the typed body of a success, and sends no token with a read", async () => {
    const { client, requests } = serviceThatAnswers(200, { points: "450" });
    expect(dataOf(await client.GET("/api/points")).points).to.equal("450");
    expect(requests[0]?.headers.get("X-Maille-Csrf")).to.equal(null);
  });

  it("sends the anti-forgery token and JSON with a change, even an empty one [S7]", async () => {
    const { client, requests } = serviceThatAnswers(200, { points: "450" });
    await client.POST("/api/points");
    expect(requests[0]?.headers.get("X-Maille-Csrf")).to.equal("token-of-robert");
    expect(requests[0]?.headers.get("Content-Type")).to.equal("application/json");
    expect(await requests[0]?.text()).to.equal("{}");
  });

  it("throws a refusal as the problem it is", async () => {
    const { client } = serviceThatAnswers(403, { code: "fresh-sign-in-needed", title: "Connectez-vous de nouveau", detail: "Puis recommencez." });
    const failure = await client.GET("/api/points").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Problem);
    expect((failure as Problem).code).to.equal("fresh-sign-in-needed");
  });

  it("throws an unreachable service as a problem with sentences", async () => {
    const client = createApiClient<SamplePaths>({
      baseUrl: "https://brossard.example",
      fetch: async () => {
        throw new TypeError("fetch failed");
      },
    });
    const failure = await client.GET("/api/points").catch((error: unknown) => error);
    expect((failure as Problem).code).to.equal("network-unreachable");
  });
});

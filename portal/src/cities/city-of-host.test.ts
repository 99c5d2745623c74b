import { expect } from "chai";
import { cityOfHost, originOfCity } from "./city-of-host.ts";

describe("cityOfHost", () => {
  it("reads the city from any label of the host", () => {
    expect(cityOfHost("brossard.localhost")?.name).to.equal("Brossard");
    expect(cityOfHost("maille.Saint-Lambert.ca")?.slug).to.equal("saint-lambert");
  });

  it("knows no city for another host, nor for a label that only resembles one", () => {
    expect(cityOfHost("localhost")).to.equal(undefined);
    expect(cityOfHost("notbrossard.localhost")).to.equal(undefined);
  });
});

describe("originOfCity", () => {
  it("replaces the city's label and keeps the port", () => {
    expect(originOfCity("magog", { protocol: "http:", host: "brossard.localhost:8080" })).to.equal("http://magog.localhost:8080");
  });

  it("gives nothing where the host names no city", () => {
    expect(originOfCity("magog", { protocol: "http:", host: "127.0.0.1:8080" })).to.equal(undefined);
  });
});

import { expect } from "chai";
import { antiForgeryHeader, rememberAntiForgeryToken } from "./anti-forgery.ts";

describe("antiForgeryHeader", () => {
  afterEach(() => rememberAntiForgeryToken(undefined));

  it("goes with every unsafe method and no safe one", () => {
    rememberAntiForgeryToken("token-of-aicha");
    expect(antiForgeryHeader("POST")).to.deep.equal({ "X-Maille-Csrf": "token-of-aicha" });
    expect(antiForgeryHeader("delete")).to.deep.equal({ "X-Maille-Csrf": "token-of-aicha" });
    expect(antiForgeryHeader("GET")).to.deep.equal({});
  });

  it("is absent before the session is known", () => {
    expect(antiForgeryHeader("POST")).to.deep.equal({});
  });
});

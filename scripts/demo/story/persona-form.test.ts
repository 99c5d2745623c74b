import { expect } from "chai";
import { personaPage } from "../identity-provider/persona-page.ts";
import { chooseInForm } from "./persona-form.ts";

describe("choosing a persona in the provider's form", () => {
  const page = personaPage({
    city: { slug: "magog", name: "Magog" },
    personas: [
      { sub: "magog-1", name: "Aïcha L’Heureux", roleLabel: "Résidente", hint: "" },
      { sub: "magog-2", name: "Robert d'Amours", roleLabel: "Résident", hint: "" },
    ],
    action: "/oidc/interaction/a?b=1&c=2",
    current: undefined,
  });

  it("presses the button that bears the name", () => {
    expect(chooseInForm(page, "Robert d'Amours")).to.deep.equal({ action: "/oidc/interaction/a?b=1&c=2", body: "sub=magog-2" });
  });

  it("refuses somebody who is not there", () => {
    expect(() => chooseInForm(page, "Robert")).to.throw(RangeError, /does not offer Robert/);
  });
});

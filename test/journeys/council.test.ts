import { expect } from "chai";
import { councilDecisionsText } from "../../portal/src/i18n/council-decisions.text.ts";
import { councilText } from "../../portal/src/i18n/council.text.ts";
import { municipalActsText } from "../../portal/src/i18n/municipal-acts.text.ts";
import { registryText } from "../../portal/src/i18n/registry.text.ts";
import { checkScreen } from "./support/check-screen.ts";
import { signIn, visit, type Visitor } from "./support/visitor.ts";

const words = councilText.fr;
const decisions = councilDecisionsText.fr;
const acts = municipalActsText.fr;
const TITLE = "Échanges un peu plus larges";

/** Signs the act that the window shows, and waits until the ledger has it. */
async function signAct({ page }: Visitor): Promise<void> {
  await page.getByRole("button", { name: acts.approve }).click();
  await page.getByText(acts.doneNote).waitFor();
}

async function vote(delegate: Visitor, support: string): Promise<void> {
  const { page, open } = delegate;
  await open("/ville/conseil");
  await page.getByRole("link", { name: TITLE }).first().click();
  await page.getByLabel(support, { exact: true }).check();
  await page.getByRole("button", { name: words.prepare }).click();
  await signAct(delegate);
}

describe("the council's room", () => {
  it("goes from a proposal in Brossard to the votes of two cities, with what is called in plain words", async () => {
    const geneva = await signIn("brossard", "council");
    const { page, open } = geneva;
    await open("/ville/conseil/proposer");
    await page.getByLabel(decisions.proposalTitle, { exact: true }).fill(TITLE);
    await page.getByLabel(decisions.text, { exact: true }).fill("Les personnes qui s’entraident manquent de place en fin de mois.");
    await page.getByLabel(decisions.kind, { exact: true }).selectOption("EXCHANGE_LIMITS");
    await page.getByLabel(decisions.fields.pointsPerMinuteMax).fill("3");
    await page.getByLabel(decisions.fields.pairPointsMax).fill("700");
    await page.getByLabel(decisions.fields.newPartnersMax).fill("4");
    await page.getByRole("button", { name: decisions.preview }).click();
    await page.getByText(/Limiter les échanges/).waitFor();
    await checkScreen(page, "faire une proposition");
    await page.getByRole("button", { name: decisions.prepare }).click();
    await signAct(geneva);

    await vote(geneva, words.supports.FOR);
    await vote(await signIn("magog", "council"), words.supports.AGAINST);
    await open("/ville/conseil");
    await page.getByRole("link", { name: TITLE }).first().waitFor();
    await checkScreen(page, "salle du conseil");
    await page.getByRole("link", { name: TITLE }).first().click();
    await page.getByText(words.resultFirst("1", "1", "0")).waitFor();
    await page.getByText(words.exact).first().click();
    await page.getByText("setParameters", { exact: false }).first().waitFor();
    await checkScreen(page, "proposition");
  });

  it("says whether the network goes on without Magog and Wendake, and asks twice before a pause", async () => {
    const { page, open } = await signIn("brossard", "council");
    await open("/ville/conseil/villes");
    await page.getByRole("heading", { name: words.membersTitle(11) }).waitFor();
    await page.getByLabel("Magog").check();
    await page.getByLabel(/Wendake|wendat/).check();
    await page.getByText(words.running(9, 11, 8)).waitFor();
    await page.getByText(words.mayFail(1)).waitFor();
    await checkScreen(page, "villes et validateurs");
    await open("/ville/conseil/pause");
    await page.getByRole("button", { name: words.pauseAsk }).click();
    await page.getByRole("dialog", { name: words.pauseConfirmTitle }).waitFor();
    await checkScreen(page, "pause d’urgence");
    await page.getByRole("button", { name: words.keep }).click();
  });

  it("shows anyone the pages of the ledger, the totals and the closes", async () => {
    const { page, open } = await visit("brossard");
    await open("/");
    await page.getByRole("link", { name: registryText.fr.link }).click();
    await page.getByRole("heading", { name: registryText.fr.totals }).waitFor();
    await page.getByText(registryText.fr.trialTitle).waitFor();
    expect(await page.getByRole("table").first().getByRole("row").count()).to.be.greaterThan(5);
    await checkScreen(page, "pages du registre");
  });
});

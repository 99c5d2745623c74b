import { expect } from "chai";
import { matchWords } from "../../portal/src/match-words/match-words.ts";
import { accountsText } from "../../portal/src/i18n/accounts.text.ts";
import { counterText } from "../../portal/src/i18n/counter.text.ts";
import { paymentText } from "../../portal/src/i18n/payment.text.ts";
import { scanningText } from "../../portal/src/i18n/scanning.text.ts";
import { browserWorld } from "./support/browser-world.ts";
import { checkScreen } from "./support/check-screen.ts";
import { readShownCode, ringUp } from "./support/counter.ts";
import { signIn, type Visitor } from "./support/visitor.ts";

const counter = counterText.fr;
const pay = paymentText.fr;

/** « Mon profil », « Villes ouvertes »: Magog on, if it is not. */
async function openMagog({ page, open }: Visitor): Promise<void> {
  await open("/profil/villes");
  const magog = page.getByRole("switch", { name: /Magog/ });
  await magog.waitFor();
  if (await magog.isChecked()) return;
  await magog.click();
  await page.getByText(accountsText.fr.cities.saved("Magog", true)).waitFor();
}

/** Reads the charge as the screen says it, then approves. @returns the two match words */
async function approve({ page }: Visitor): Promise<[string, string]> {
  await page.getByRole("heading", { name: pay.approve.title }).waitFor();
  const chargeId = /0x[0-9a-f]{64}/.exec(page.url())?.[0];
  const [first, second] = matchWords(`0x${chargeId?.slice(2) ?? ""}`);
  await page.getByText(first, { exact: true }).first().waitFor();
  await page.getByText(second, { exact: true }).first().waitFor();
  await page.getByRole("button", { name: /^Approuver/ }).click();
  return [first, second];
}

describe("paying with points of one city at a counter of another", () => {
  let aicha: Visitor;
  let theo: Visitor;

  beforeEach(async () => {
    browserWorld().camera.cover();
    aicha = await signIn("brossard", "resident-1");
    theo = await signIn("magog", "cashier-1");
    await openMagog(aicha);
  });

  it("reads the counter's code by camera; both screens show the same words, then the receipt [Q11]", async () => {
    await ringUp(theo, 75, "Pain de ménage", "show");
    const code = theo.page.getByRole("img", { name: /Code court/ });
    await code.waitFor();
    // What the camera sees is the counter's own screen.
    browserWorld().camera.show(await code.screenshot());
    await aicha.open("/payer/lire");
    const [first, second] = await approve(aicha);
    await aicha.page.getByText(pay.receipt.trialTitle).waitFor();
    await aicha.page.getByText("Boulangerie Théo").first().waitFor();
    await theo.page.getByText(counter.accepted.kind, { exact: true }).waitFor();
    await theo.page.getByText(`${first} ${second}`).waitFor();
    await checkScreen(aicha.page, "reçu");
    await checkScreen(theo.page, "accepté");
  });

  it("types the short code; a void of the day gives the points back [Q10]", async () => {
    await ringUp(theo, 60, "Deux cafés", "show");
    const typed = await readShownCode(theo);
    await aicha.open("/payer/lire");
    const { page } = aicha;
    await page.getByLabel(scanningText.fr.typedLabel).fill("B7");
    await page.getByRole("button", { name: scanningText.fr.continue }).click();
    await page.getByText(scanningText.fr.typedError).first().waitFor();
    await page.getByLabel(scanningText.fr.typedLabel).fill(typed.toLowerCase());
    await page.getByRole("button", { name: scanningText.fr.continue }).click();
    await approve(aicha);
    await page.getByText(pay.receipt.trialTitle).waitFor();
    await theo.page.getByText(counter.accepted.kind, { exact: true }).waitFor();

    await theo.open("/commerce/ventes");
    await theo.page.getByRole("button", { name: /^Annuler la vente/ }).first().click();
    await checkScreen(theo.page, "annuler une vente");
    await theo.page.getByRole("button", { name: /^Rendre/ }).click();
    await theo.page.getByText(/annulée\. .* rendus/).waitFor();
    await checkScreen(theo.page, "ventes du jour");
    await page.reload();
    await page.getByText(pay.receipt.voided).waitFor();

    await aicha.open("/payer");
    await readShownCode(aicha);
    expect(await page.getByText(pay.waiting).count(), "a charge answered waits no more").to.equal(0);
  });

  it("shows her code, the counter types it; too few points are refused with R1 at the counter [Q12]", async () => {
    await aicha.open("/payer");
    await readShownCode(aicha);
    await checkScreen(aicha.page, "mon code");
    await ringUp(theo, 4_900, "Gâteau de fête", "read");
    await checkScreen(theo.page, "lire le code de la personne");
    const { page } = theo;
    // Read when it is asked for: a code is renewed each half minute and holds for a minute.
    const typed = await readShownCode(aicha);
    await page.getByLabel(scanningText.fr.typedLabel).fill(typed);
    await page.getByRole("button", { name: scanningText.fr.continue }).click();
    await approve(aicha);
    await page.getByText("R1", { exact: true }).waitFor();
    await page.getByText(/Pas assez de points/).first().waitFor();
    await checkScreen(page, "refusé");
    await aicha.page.getByRole("heading", { name: pay.refusals.R1.title }).waitFor();
    await checkScreen(aicha.page, "refusé, chez la personne");
    expect(await aicha.page.getByText(pay.refused).count()).to.equal(1);
  });

  it("refuses nothing but asks to open the city first when it is closed [L7]", async () => {
    await aicha.open("/profil/villes");
    const magog = aicha.page.getByRole("switch", { name: /Magog/ });
    await magog.click();
    await aicha.page.getByText(accountsText.fr.cities.saved("Magog", false)).waitFor();
    await checkScreen(aicha.page, "villes ouvertes");
    await ringUp(theo, 10, "", "show");
    const typed = await readShownCode(theo);
    await aicha.open("/payer/lire");
    await aicha.page.getByLabel(scanningText.fr.typedLabel).fill(typed);
    await aicha.page.getByRole("button", { name: scanningText.fr.continue }).click();
    await aicha.page.getByText(/ouvrez d’abord Magog/i).first().waitFor();
    expect(new URL(aicha.page.url()).pathname).to.equal("/payer/lire");
    await theo.page.getByRole("button", { name: counter.sale.cancel }).click();
    await theo.page.getByText(counter.cancelled.title).waitFor();
    await theo.open("/commerce/ventes");
    await theo.page.getByRole("heading", { name: /^Ventes du/ }).waitFor();
  });
});

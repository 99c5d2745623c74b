import { expect } from "chai";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { frameText } from "../../portal/src/i18n/frame.text.ts";
import { paymentText } from "../../portal/src/i18n/payment.text.ts";
import { proofText } from "../../portal/src/i18n/proof.text.ts";
import { scanningText } from "../../portal/src/i18n/scanning.text.ts";
import { verifyText } from "../../portal/src/i18n/verify.text.ts";
import { browserWorld } from "./support/browser-world.ts";
import { checkScreen } from "./support/check-screen.ts";
import { readShownCode, ringUp } from "./support/counter.ts";
import { signIn, visit, type Visitor } from "./support/visitor.ts";

const words = verifyText.fr;
const POINTS = 35;

/** Aïcha pays at a counter of her own city, and stands before her receipt. */
async function payAtCounter(): Promise<Visitor> {
  const aicha = await signIn("brossard", "resident-1");
  const cashier = await signIn("brossard", "cashier-1");
  await ringUp(cashier, POINTS, "Café", "show");
  const typed = await readShownCode(cashier);
  await aicha.open("/payer/lire");
  const { page } = aicha;
  await page.getByLabel(scanningText.fr.typedLabel).fill(typed);
  await page.getByRole("button", { name: scanningText.fr.continue }).click();
  await page.getByRole("button", { name: /^Approuver/ }).click();
  await page.getByText(paymentText.fr.receipt.trialTitle).waitFor();
  return aicha;
}

/** The file that the receipt's button gives. */
async function takeProof({ page }: Visitor): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: proofText.fr.download }).click()]);
  return readFile(await download.path(), "utf8");
}

async function chooseProof(page: Page, text: string): Promise<void> {
  await page.getByLabel(words.file).setInputFiles({ name: "preuve.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

async function readVerdict(page: Page): Promise<void> {
  await page.getByRole("heading", { name: words.provedTrial }).waitFor();
  await page.getByText(new RegExp(`Paiement accepté.*${POINTS}`)).waitFor();
  await page.getByText(/aucune ville n’a scellé/).waitFor();
}

/** A digit of the fact's own receipt, changed for another. */
function tamper(proof: string): string {
  const changed = proof.replace(/("receiptProof":\s*\[\s*"0x[0-9a-f]{200})([0-9a-f])/, (_, before: string, digit: string) => before + (digit === "0" ? "1" : "0"));
  if (changed === proof) throw new Error("nothing was changed");
  return changed;
}

describe("verifying a receipt", () => {
  let aicha: Visitor;
  let someone: Visitor;

  beforeEach(async () => {
    browserWorld().camera.cover();
    aicha = await payAtCounter();
    someone = await visit("brossard");
    await someone.open("/");
    await someone.page.getByRole("link", { name: frameText.fr.verifyReceipt }).click();
    await someone.page.getByRole("heading", { name: words.trust }).waitFor();
  });

  it("proves the file without a network; one changed digit is refused with its sentence", async () => {
    const proof = await takeProof(aicha);
    const { page, context } = someone;
    await checkScreen(page, "vérifier un reçu");
    await context.setOffline(true);
    await chooseProof(page, proof);
    await readVerdict(page);
    expect(await page.locator("main").innerText()).not.to.match(/0x[0-9a-f]{8}/);
    await checkScreen(page, "preuve bonne");
    await chooseProof(page, tamper(proof));
    await page.getByRole("heading", { name: words.refused }).waitFor();
    await page.getByText(/Redemandez|N’acceptez pas/).first().waitFor();
    expect(await page.getByRole("heading", { name: words.provedTrial }).count()).to.equal(0);
    await checkScreen(page, "preuve refusée");
  });

  it("proves by the code of the receipt, and refuses a code that was never given", async () => {
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(await aicha.page.locator("main").innerText())?.[0] ?? "";
    const { page } = someone;
    await page.getByRole("textbox", { name: words.code }).fill("0000-0000-0000-0000");
    await page.getByRole("button", { name: words.askProof }).click();
    await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
    await page.getByRole("textbox", { name: words.code }).fill(code.toLowerCase());
    await page.getByRole("button", { name: words.askProof }).click();
    await readVerdict(page);
  });

  it("proves by the printed sheet, its codes read one after another without a network", async () => {
    await aicha.page.getByRole("link", { name: words.printLink }).click();
    const codes = aicha.page.getByRole("img", { name: /^Code \d+ sur \d+$/ });
    await codes.first().waitFor();
    await checkScreen(aicha.page, "feuille à imprimer");
    const count = await codes.count();
    const pictures = [];
    await aicha.page.setViewportSize({ width: 1280, height: 900 });
    for (let index = 0; index < count; index += 1) pictures.push(await codes.nth(index).locator("..").screenshot());
    const { page, context } = someone;
    await context.setOffline(true);
    for (const [index, picture] of pictures.reverse().entries()) {
      browserWorld().camera.show(picture);
      await page.getByRole("button", { name: words.openCamera }).click();
      if (index + 1 === count) break;
      await page.getByText(words.progress(index + 1, count)).waitFor();
      await page.getByRole("button", { name: words.closeCamera }).click();
    }
    await readVerdict(page);
  });
});

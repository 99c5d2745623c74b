import { exchangesText } from "../../portal/src/i18n/exchanges.text.ts";
import { checkScreen } from "./support/check-screen.ts";
import { readMemberCode } from "./support/member-code.ts";
import { signIn, type Visitor } from "./support/visitor.ts";

const words = exchangesText.fr;

async function propose(robert: Visitor, partnerCode: string): Promise<string> {
  const { page, open } = robert;
  await open("/echanges/proposer");
  await page.getByRole("button", { name: words.form.send }).click();
  await page.getByText(words.form.partnerCodeError).first().waitFor();
  await checkScreen(page, "proposer un échange, des réponses à corriger");
  await page.getByLabel(words.form.partnerCode).fill(partnerCode);
  await page.getByRole("radio", { name: words.form.receiver }).check();
  await page.getByLabel(words.form.what).fill("Déneiger mes marches");
  await page.getByLabel(words.form.duration).fill("2 h");
  await page.getByLabel(words.form.points).fill("120");
  await page.getByRole("button", { name: words.form.send }).click();
  await page.getByText(words.waiting.partnerAccepts).waitFor();
  return new URL(page.url()).pathname;
}

async function testify({ page }: Visitor, rating: string, text: string): Promise<void> {
  await page.getByRole("radio", { name: rating }).check();
  await page.getByLabel(words.testimonial.text).fill(text);
  await page.getByRole("button", { name: words.testimonial.send }).click();
}

describe("an exchange between two residents", () => {
  it("is proposed by member code, accepted, confirmed by both, and spoken of", async () => {
    const aicha = await signIn("brossard", "resident-1");
    const robert = await signIn("brossard", "resident-2");
    const path = await propose(robert, await readMemberCode(aicha));
    await aicha.open(path);
    await checkScreen(aicha.page, "un échange proposé");
    await aicha.page.getByRole("button", { name: words.accept.accept }).click();
    await aicha.page.getByRole("button", { name: words.sign.providerButton }).click();
    await aicha.page.getByText(/L’autre personne a jusqu’au/).waitFor();

    // Robert's page follows by itself.
    await robert.page.getByRole("heading", { name: words.sign.receiverTitle }).waitFor();
    await checkScreen(robert.page, "confirmer un échange");
    await robert.page.getByRole("button", { name: /^Confirmer et remettre/ }).click();
    await robert.page.getByRole("heading", { name: words.testimonial.title }).waitFor();
    await aicha.page.getByRole("heading", { name: words.testimonial.title }).waitFor();
    await testify(robert, words.testimonial.ratings[5], "Travail soigné, merci!");
    await aicha.page.getByText("Travail soigné, merci!").waitFor();
    await testify(aicha, words.testimonial.ratings[4], "Accueil chaleureux.");
    await robert.page.getByText("Accueil chaleureux.").waitFor();
    await checkScreen(robert.page, "un échange confirmé");
    await aicha.open("/echanges");
    await aicha.page.getByRole("link", { name: "Déneiger mes marches" }).first().waitFor();
    await checkScreen(aicha.page, "échanges");
    await aicha.open("/points/mouvements");
    await aicha.page.getByText(/Échange confirmé par vous deux/).first().waitFor();
    await checkScreen(aicha.page, "mouvements");
  });
});

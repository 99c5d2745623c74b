import { accessText } from "../../portal/src/i18n/access.text.ts";
import { clearingText } from "../../portal/src/i18n/clearing.text.ts";
import { homeText } from "../../portal/src/i18n/home.text.ts";
import { issuanceText } from "../../portal/src/i18n/issuance.text.ts";
import { publicLedgerText } from "../../portal/src/i18n/public-ledger.text.ts";
import { uiText } from "../../portal/src/i18n/ui.text.ts";
import { checkScreen } from "./support/check-screen.ts";
import { signIn, visit } from "./support/visitor.ts";

describe("the books, in public and for who verifies", () => {
  it("shows anyone the programmes, the totals and the light", async () => {
    const { page, open } = await visit("brossard");
    await open("/");
    await page.getByRole("heading", { name: homeText.fr.headline("Brossard") }).waitFor();
    await page.getByText(/Résolution 20\d\d-/).first().waitFor();
    await checkScreen(page, "accueil");
    await open("/registre");
    await page.getByRole("heading", { name: publicLedgerText.fr.totals }).waitFor();
    await page.getByText(uiText.fr.inAgreement).first().waitFor();
    await checkScreen(page, "registre public");
    for (const [path, screen] of [["/vie-privee", "vie privée"], ["/accessibilite", "accessibilité"]] as const) {
      await open(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await checkScreen(page, screen);
    }
    await open("/acces");
    await page.getByRole("link", { name: accessText.fr.cityFile }).waitFor();
    await checkScreen(page, "accès");
  });

  it("shows the auditor each issued point and no difference", async () => {
    const { page, open } = await signIn("brossard", "auditor");
    await open("/ville/comptes/emissions");
    await page.getByText(issuanceText.fr.explained).waitFor();
    await checkScreen(page, "émissions");
    await open("/ville/comptes/registre");
    await page.getByText(uiText.fr.inAgreement).first().waitFor();
    await checkScreen(page, "rapprochement");
  });

  it("shows the treasurer what cities owe each other", async () => {
    const { page, open } = await signIn("brossard", "treasury");
    await open("/ville/comptes/compensation");
    await page.getByRole("heading", { name: clearingText.fr.netTitle }).waitFor();
    await checkScreen(page, "compensation");
  });
});

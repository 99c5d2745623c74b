import { expect } from "chai";
import { accountsText } from "../../portal/src/i18n/accounts.text.ts";
import { counterText } from "../../portal/src/i18n/counter.text.ts";
import { disputesText } from "../../portal/src/i18n/disputes.text.ts";
import { municipalActsText } from "../../portal/src/i18n/municipal-acts.text.ts";
import { paymentText } from "../../portal/src/i18n/payment.text.ts";
import { pendingLinesText } from "../../portal/src/i18n/pending-lines.text.ts";
import { CAST_CITIES } from "../../scripts/demo/cast/cities.ts";
import { scanningText } from "../../portal/src/i18n/scanning.text.ts";
import { sheetsText } from "../../portal/src/i18n/sheets.text.ts";
import { browserWorld } from "./support/browser-world.ts";
import { checkScreen } from "./support/check-screen.ts";
import { readShownCode, ringUp } from "./support/counter.ts";
import { readMemberCode } from "./support/member-code.ts";
import { addVirtualAuthenticator, type VirtualAuthenticator } from "./support/virtual-authenticator.ts";
import { signIn, type Visitor } from "./support/visitor.ts";

const JOURNEY_MS = 1_500_000;
/** The trial programme's two minutes and the jobs that follow. */
const WINDOW_MS = 600_000;
const CITY = "brossard";
const ORGANIZATION = CAST_CITIES.find(({ slug }) => slug === CITY)?.organizations[0]?.name ?? "";
const ACTIVITY = "Accueil des nouveaux arrivants";

const accounts = accountsText.fr;
const sheets = sheetsText.fr;
const pending = pendingLinesText.fr;
const acts = municipalActsText.fr;

/** Reads the notice, opens an account with this device's key, then makes a passkey. */
async function enrol(yasmine: Visitor): Promise<VirtualAuthenticator> {
  const { page, open } = yasmine;
  const authenticator = await addVirtualAuthenticator(page);
  await open("/inscription");
  await page.getByRole("heading", { name: accounts.enrolment.notice }).waitFor();
  await checkScreen(page, "inscription");
  await page.getByRole("button", { name: accounts.enrolment.open }).click();
  await page.getByRole("heading", { name: accounts.enrolment.opened }).waitFor();
  await page.getByRole("link", { name: accounts.enrolment.addPasskey }).click();
  await page.getByRole("button", { name: accounts.keys.addPasskey }).click();
  await page.getByText(accounts.keys.added).waitFor();
  await checkScreen(page, "mes clés");
  const { hostname } = new URL(page.url());
  expect((await authenticator.credentials()).map(({ rpId }) => rpId), "one passkey, of this city [W3]").to.deep.equal([hostname]);
  return authenticator;
}

/** One activity, one sheet, one signature for all. */
async function fileSheet(nadia: Visitor, lines: readonly { memberCode: string; quantityText: string }[]): Promise<void> {
  const { page, open } = nadia;
  await open("/organisme/activites/nouvelle");
  await page.getByLabel(sheets.create.name, { exact: true }).fill(ACTIVITY);
  const trial = page.getByRole("option", { name: /essai/ });
  await trial.waitFor({ state: "attached" });
  await page.getByLabel(sheets.create.programme).selectOption({ label: (await trial.textContent()) ?? "" });
  await checkScreen(page, "nouvelle activité");
  await page.getByRole("button", { name: sheets.create.save }).click();
  await page.getByRole("heading", { name: sheets.sheet.titleHours }).waitFor();
  const [first] = lines;
  const wrong = `${first?.memberCode.slice(0, 3)}000000`;
  await page.getByLabel(sheets.sheet.paste).fill([`${wrong};1`, ...lines.map((line) => `${line.memberCode};${line.quantityText}`)].join("\n"));
  await page.getByRole("button", { name: sheets.sheet.addPasted }).click();
  await page.getByText(/Ce code de membre n’est pas connu/).first().waitFor();
  await checkScreen(page, "feuille d’heures, une ligne à corriger");
  const wrongLine = page.getByRole("listitem").filter({ has: page.locator(`input[value="${wrong}"]`) });
  await wrongLine.getByRole("button", { name: /^Retirer/ }).click();
  await page.getByRole("checkbox", { name: /J’atteste/ }).check();
  await page.getByRole("button", { name: sheets.sign.sign }).click();
  await page.getByRole("heading", { name: sheets.detail.justFiled, exact: true }).waitFor();
  await checkScreen(page, "feuille déposée");
}

async function seePending({ page, open }: Visitor, attestedBy: string): Promise<void> {
  await open("/points");
  await page.getByText(new RegExp(`${ORGANIZATION}.*signée par ${attestedBy}`)).first().waitFor();
}

async function contest(robert: Visitor): Promise<void> {
  const { page } = robert;
  await page.getByRole("link", { name: new RegExp(`${pending.contest}.*${ACTIVITY}`) }).click();
  await page.getByRole("heading", { name: pending.form.title }).waitFor();
  await page.getByRole("radio", { name: pending.reasons[1] }).check();
  await page.getByLabel(pending.form.explanation).fill("Je suis parti après une demi-heure.");
  await page.getByRole("button", { name: pending.form.send }).click();
  await page.getByText(pending.form.sent).waitFor();
}

/** An act already drafted: read, signed, followed to the ledger. */
async function signAct({ page }: Visitor, screen: string): Promise<void> {
  await page.getByRole("button", { name: acts.approve }).waitFor();
  await page.getByRole("button", { name: acts.approve }).click();
  await page.getByText(acts.doneNote).waitFor();
  await checkScreen(page, screen);
}

async function dispute(marthe: Visitor): Promise<void> {
  const { page, open } = marthe;
  await open("/ville/programmes/contestations");
  const request = page.getByRole("listitem").filter({ hasText: "Je suis parti après une demi-heure." });
  await request.getByRole("button", { name: disputesText.fr.prepare }).click();
  await signAct(marthe, "acte de contestation");
}

async function strike(denis: Visitor): Promise<void> {
  const { page, open } = denis;
  await open("/ville/programmes/contestations");
  await page.getByRole("button", { name: disputesText.fr.strike, exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: disputesText.fr.decisionTitle }).click();
  await signAct(denis, "acte de décision");
}

/** More than a device's limit: only the passkey may approve [W11]. */
async function payWithPasskey(yasmine: Visitor, cashier: Visitor, authenticator: VirtualAuthenticator): Promise<void> {
  const signedBefore = (await authenticator.credentials())[0]?.signCount ?? 0;
  await ringUp(cashier, 510, "Table à dîner pour douze", "show");
  const typed = await readShownCode(cashier);
  const { page, open } = yasmine;
  await open("/payer/lire");
  await page.getByLabel(scanningText.fr.typedLabel).fill(typed);
  await page.getByRole("button", { name: scanningText.fr.continue }).click();
  await page.getByText(paymentText.fr.approve.deviceLimit).waitFor();
  await checkScreen(page, "approuver un grand montant");
  await page.getByRole("button", { name: paymentText.fr.approve.buttonFull }).click();
  const refusal = page.getByRole("alert").filter({ hasText: /\S/ }).first();
  await page.getByText(paymentText.fr.receipt.trialTitle).or(refusal).first().waitFor();
  expect(await refusal.allInnerTexts(), "nothing refuses the payment").to.deep.equal([]);
  await page.getByText(paymentText.fr.receipt.trialTitle).waitFor();
  await cashier.page.getByText(counterText.fr.accepted.kind, { exact: true }).waitFor();
  const [passkey] = await authenticator.credentials();
  expect(passkey?.signCount, "the passkey signed the payment").to.be.greaterThan(signedBefore);
}

describe("hours, from a newcomer's enrolment to what they buy", function () {
  this.timeout(JOURNEY_MS);

  it("enrols, makes a passkey, is attested, and pays with it; a contested line gives nothing [C3] [A6] [W3] [W11]", async () => {
    browserWorld().camera.cover();
    const yasmine = await signIn(CITY, "newcomer");
    const authenticator = await enrol(yasmine);
    const robert = await signIn(CITY, "resident-2");
    const nadia = await signIn(CITY, "coordinator-1");
    await fileSheet(nadia, [
      { memberCode: await readMemberCode(yasmine), quantityText: "5 h 15" },
      { memberCode: await readMemberCode(robert), quantityText: "1,5" },
    ]);
    await seePending(yasmine, nadia.name);
    await seePending(robert, nadia.name);
    await contest(robert);
    await dispute(await signIn(CITY, "programme-1"));
    await strike(await signIn(CITY, "programme-2"));
    await checkScreen(yasmine.page, "mes points, des heures en attente");

    await yasmine.page.getByText(/525/).first().waitFor();
    const earned = yasmine.page.getByText(new RegExp(`Attesté par ${ORGANIZATION}, signé par ${nadia.name}.*du conseil`));
    await earned.first().waitFor({ timeout: WINDOW_MS });
    await checkScreen(yasmine.page, "mes points");
    await robert.open("/points");
    await robert.page.getByText(pending.struckNote).first().waitFor();
    await payWithPasskey(yasmine, await signIn(CITY, "cashier-1"), authenticator);
  });
});

import { matchWords } from "../../../portal/src/match-words/match-words.ts";
import { accountSchema, openedCitiesSchema } from "../../../ledger-service/src/modules/accounts/accounts.schemas.ts";
import { openedCityTextVersion } from "../../../ledger-service/src/modules/accounts/collection-notice.ts";
import { clearingSchema } from "../../../ledger-service/src/modules/clearing/clearing.schemas.ts";
import { balanceSchema } from "../../../ledger-service/src/modules/points/points.schemas.ts";
import {
  chargeViewSchema, counterChargeSchema, pendingChargesSchema, receiptSchema, residentCodeSchema, takingsSchema, type ChargeView,
} from "../../../ledger-service/src/modules/redemptions/redemptions.schemas.ts";
import { signInCast, type AddressOf } from "./cast.ts";
import { approve, openCounter, openSale, signSale, voidSale, type Counter } from "./counter.ts";
import type { Person } from "./person.ts";
import { RefusedRequest } from "./refused-request.ts";
import type { Teller } from "./teller.ts";
import { waitForNews } from "./wait-for-news.ts";
import { writePoints } from "./words.ts";

const BROSSARD = 1;
const MAGOG = 4;
const BREAD_POINTS = 250n;
const COFFEE_POINTS = 60n;

/** Payments at a counter of another city: the two ways to meet, a refusal, a void, and what the cities then owe. */
export async function playPayments(addressOf: AddressOf, teller: Teller): Promise<void> {
  teller.chapter("2. Des points de Brossard dépensés à Magog");
  const aicha = await signInCast(addressOf, "brossard", "resident-1");
  const counter = await openCounter(await signInCast(addressOf, "magog", "cashier-1"));
  const treasurers = { brossard: await signInCast(addressOf, "brossard", "treasury"), magog: await signInCast(addressOf, "magog", "treasury") };
  const owedBefore = await owed(treasurers.brossard);
  await openMagog(aicha, teller);
  const breadLots = await payByReading(aicha, counter, teller);
  const coffee = await payByShowing(aicha, counter, teller);
  await undo(aicha, counter, coffee.chargeId, teller);
  await seeTooMuch(aicha, counter, teller);
  await seeTakings(counter, teller);
  await seeObligation(treasurers, owedBefore, breadLots, teller);
}

async function openMagog(aicha: Person, teller: Teller): Promise<void> {
  const put = (opened: boolean) =>
    aicha.browser.send("PUT", `/api/account/opened-cities/${MAGOG}`, { opened, textVersion: openedCityTextVersion }, openedCitiesSchema);
  await put(false);
  const { openedCities } = await aicha.browser.get("/api/account", accountSchema);
  teller.check(`Les points d’${aicha.name} ne sont pas ouverts à Magog`, !openedCities.includes(MAGOG));
  const opened = await put(true);
  teller.check(`Elle ouvre ses points à Magog`, opened.openedCities.includes(MAGOG));
}

/** The counter shows a code, the resident types it. @returns the Brossard points that were burned */
async function payByReading(aicha: Person, counter: Counter, teller: Teller): Promise<bigint> {
  const before = await balanceOf(aicha);
  const sale = await openSale(counter, BREAD_POINTS, "Pain de ménage");
  teller.say(`${counter.cashier.name} demande ${writePoints(sale.points)} et montre le code ${sale.code?.typedCode ?? ""}`);
  const charge = await aicha.browser.send("POST", "/api/account/charges/claim", { typedCode: sale.code?.typedCode ?? "" }, chargeViewSchema);
  teller.check(
    `${aicha.name} lit ${charge.merchantName}, ${writePoints(charge.points)} (${charge.dollarsText}), mots ${wordsOf(charge)} : les mêmes qu’au comptoir`,
    charge.chargeId === sale.chargeId && charge.merchantName === "Boulangerie Théo",
  );
  await seeCodeUsedOnce(aicha, sale.code?.typedCode ?? "", teller);
  await approve(aicha, charge);
  const settled = await signSale(counter, sale.chargeId);
  teller.check(`Le terminal signe; le comptoir dit « accepté », reçu ${settled.receiptNumber}`, settled.status === "ACCEPTED");
  const receipt = await waitForNews(aicha.browser, "le reçu", () => receiptOf(aicha, sale.chargeId));
  const brossardPoints = receipt.lots.filter(({ cityId }) => cityId === BROSSARD).reduce((sum, lot) => sum + BigInt(lot.points), 0n);
  teller.check(`Son reçu est le même : ${receipt.receiptNumber}, page ${receipt.blockNumber} du registre d’essai`, receipt.receiptNumber === settled.receiptNumber && receipt.seal.kind === "TRIAL_REGISTER");
  const after = await waitForNews(aicha.browser, "le nouveau solde", async () => {
    const points = await balanceOf(aicha);
    return points === before ? undefined : points;
  });
  teller.check(`Son solde passe de ${before} à ${writePoints(after)}`, before - after === BREAD_POINTS);
  return brossardPoints;
}

async function seeCodeUsedOnce(aicha: Person, typedCode: string, teller: Teller): Promise<void> {
  const again = await aicha.browser.send("POST", "/api/account/charges/claim", { typedCode }, chargeViewSchema).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof RefusedRequest) return error.problem;
      throw error;
    },
  );
  teller.check(`Le même code lu une deuxième fois est refusé : « ${again?.title ?? ""} »`, again?.code === "code-used");
}

/** The resident shows a code, the counter reads it. */
async function payByShowing(aicha: Person, counter: Counter, teller: Teller): Promise<ChargeView> {
  const code = await aicha.browser.send("POST", "/api/account/codes", {}, residentCodeSchema);
  teller.say(`${aicha.name} montre son code; ${counter.cashier.name} le lit pour ${writePoints(COFFEE_POINTS)}`);
  const sale = await openSale(counter, COFFEE_POINTS, "Deux cafés");
  const presented = { reference: new URL(code.url).hash.slice(1), cityOrigin: new URL(code.url).origin };
  await counter.cashier.browser.send("POST", `/api/charges/${sale.chargeId}/meeting`, presented, counterChargeSchema);
  const charge = await waitForNews(aicha.browser, "la demande à l’écran", async () => {
    const { charges } = await aicha.browser.get("/api/account/charges", pendingChargesSchema);
    return charges.find(({ chargeId }) => chargeId === sale.chargeId);
  });
  teller.say(`La demande paraît à son écran : ${charge.merchantName}, ${writePoints(charge.points)}, mots ${wordsOf(charge)}; elle approuve`);
  await approve(aicha, charge);
  const settled = await signSale(counter, sale.chargeId);
  teller.check(`Accepté, reçu ${settled.receiptNumber}`, settled.status === "ACCEPTED");
  return charge;
}

async function undo(aicha: Person, counter: Counter, chargeId: string, teller: Teller): Promise<void> {
  await voidSale(counter, chargeId);
  const receipt = await waitForNews(aicha.browser, "le reçu annulé", async () => {
    const found = await receiptOf(aicha, chargeId);
    return found?.status === "VOIDED" ? found : undefined;
  });
  teller.say(`${counter.cashier.name} annule cette vente; ${writePoints(receipt.points)} reviennent à ${aicha.name}`);
}

async function seeTooMuch(aicha: Person, counter: Counter, teller: Teller): Promise<void> {
  const before = await balanceOf(aicha);
  const sale = await openSale(counter, before + 50n, "Gâteau de fête");
  const charge = await aicha.browser.send("POST", "/api/account/charges/claim", { typedCode: sale.code?.typedCode ?? "" }, chargeViewSchema);
  await approve(aicha, charge);
  const refused = await signSale(counter, sale.chargeId);
  teller.check(
    `Une demande de ${writePoints(before + 50n)} est refusée (${refused.refusal?.code ?? ""}) : « ${refused.refusal?.title ?? ""} ${refused.refusal?.sentence ?? ""} »`,
    refused.status === "DECLINED" && refused.refusal?.code === "R1",
  );
  teller.check(`Le solde n’a pas bougé : ${writePoints(before)}`, (await balanceOf(aicha)) === before);
}

async function seeTakings({ cashier }: Counter, teller: Teller): Promise<void> {
  const { totals } = await cashier.browser.get("/api/charges", takingsSchema);
  teller.check(
    `Ventes du jour au comptoir : ${totals.acceptedCount} acceptées (${writePoints(totals.acceptedPoints)}), ${totals.voidedCount} annulées (${writePoints(totals.voidedPoints)})`,
    totals.acceptedCount > 0 && totals.voidedCount > 0,
  );
}

interface Owed {
  readonly weOwe: bigint;
  readonly owesUs: bigint;
}

async function seeObligation(treasurers: { brossard: Person; magog: Person }, before: Owed, brossardPoints: bigint, teller: Teller): Promise<void> {
  const seenByBrossard = await waitForNews(treasurers.brossard.browser, "l’obligation chez Brossard", async () => {
    const now = await owed(treasurers.brossard);
    return now.weOwe - before.weOwe === brossardPoints ? now : undefined;
  });
  const seenByMagog = await waitForNews(treasurers.magog.browser, "l’obligation chez Magog", async () => {
    const { rows } = await treasurers.magog.browser.get("/api/clearing", clearingSchema);
    const owesUs = BigInt(rows.find(({ cityId }) => cityId === BROSSARD)?.owesUsPoints ?? 0);
    return owesUs === seenByBrossard.weOwe ? owesUs : undefined;
  });
  teller.check(
    `${treasurers.brossard.name} (Brossard) et ${treasurers.magog.name} (Magog) lisent le même chiffre : Brossard doit ${writePoints(seenByMagog)} à Magog, dont ${writePoints(brossardPoints)} aujourd’hui`,
    seenByMagog === seenByBrossard.weOwe,
  );
}

async function owed({ browser }: Person): Promise<Owed> {
  const { rows } = await browser.get("/api/clearing", clearingSchema);
  const row = rows.find(({ cityId }) => cityId === MAGOG);
  return { weOwe: BigInt(row?.weOwePoints ?? 0), owesUs: BigInt(row?.owesUsPoints ?? 0) };
}

async function balanceOf({ browser }: Person): Promise<bigint> {
  return BigInt((await browser.get("/api/account/balance", balanceSchema)).totalPoints);
}

async function receiptOf({ browser }: Person, chargeId: string) {
  return browser.get(`/api/account/receipts/${chargeId}`, receiptSchema).catch((error: unknown) => {
    // Not there until the index shows it.
    if (error instanceof RefusedRequest && error.problem.code === "charge-unknown") return undefined;
    throw error;
  });
}

function wordsOf({ chargeId }: ChargeView): string {
  return matchWords(chargeId).join(" ");
}

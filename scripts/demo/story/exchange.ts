import { accountSchema } from "../../../ledger-service/src/modules/accounts/accounts.schemas.ts";
import { exchangeAnswerSchema, testimonialToSignSchema, type ExchangeJson } from "../../../ledger-service/src/modules/attestations/exchanges.schemas.ts";
import { movementsSchema } from "../../../ledger-service/src/modules/points/points.schemas.ts";
import { signInCast, type AddressOf } from "./cast.ts";
import { act, sign, type Person } from "./person.ts";
import type { Teller } from "./teller.ts";
import { waitForNews } from "./wait-for-news.ts";
import { writePoints } from "./words.ts";

const STEPS_POINTS = 120n;

/** Robert asks Aïcha to clear his steps: proposed, accepted, done, signed by both, spoken of. */
export async function playExchange(addressOf: AddressOf, teller: Teller): Promise<void> {
  teller.chapter("3. Un échange de services");
  const robert = await signInCast(addressOf, "brossard", "resident-2");
  const aicha = await signInCast(addressOf, "brossard", "resident-1");
  const { memberCode } = await aicha.browser.get("/api/account", accountSchema);
  const { exchange } = await robert.browser.send("POST", "/api/exchanges", {
    partnerMemberCode: memberCode, iAm: "RECEIVER", kind: "SERVICE", title: "Déneiger mes marches", description: "Avant vendredi, s’il vous plaît.",
    points: STEPS_POINTS.toString(), quantityMinutes: 120,
  }, exchangeAnswerSchema);
  teller.say(`${robert.name} propose à la personne du code ${memberCode ?? ""} : « ${exchange.title} », 2 h, ${writePoints(exchange.points)}`);
  const path = `/api/exchanges/${exchange.exchangeId}`;
  await seeTurn(aicha, path, "ACCEPT");
  await aicha.browser.send("POST", `${path}/acceptance`, {}, exchangeAnswerSchema);
  teller.say(`${aicha.name} accepte; rien n’est réservé`);

  const done = await seeTurn(aicha, path, "SIGN");
  await aicha.browser.send("POST", `${path}/provider-signature`, { signed: await sign(aicha, toSignOf(done)) }, exchangeAnswerSchema);
  teller.say(`Le service rendu, ${aicha.name} signe`);
  const toConfirm = await seeTurn(robert, path, "CONFIRM");
  await act(robert, `${path}/receiver-signature`, { signed: await sign(robert, toSignOf(toConfirm)) });
  teller.say(`${robert.name} confirme`);
  await seePoints(aicha, exchange, STEPS_POINTS, teller);
  await seePoints(robert, exchange, -STEPS_POINTS, teller);
  await testify(robert, path, 5, "Travail soigné, merci beaucoup!", teller);
  await testify(aicha, path, 4, "Accueil chaleureux.", teller);
  const seen = await waitForNews(robert.browser, "les deux témoignages", async () => {
    const { exchange: now } = await robert.browser.get(path, exchangeAnswerSchema);
    return now.testimonials.length === 2 ? now : undefined;
  });
  teller.check(`Chacun lit ce que l’autre a écrit : « ${seen.testimonials.find(({ by }) => by === "PARTNER")?.text ?? ""} »`, seen.status === "SETTLED");
}

async function seeTurn({ browser, name }: Person, path: string, turn: ExchangeJson["myTurn"]): Promise<ExchangeJson> {
  return waitForNews(browser, `le tour de ${name}`, async () => {
    // A partner's city may still be on its way with the news: the exchange is then unknown here.
    const { exchange } = await browser.get(path, exchangeAnswerSchema);
    return exchange.myTurn === turn ? exchange : undefined;
  });
}

function toSignOf({ toSign, title }: ExchangeJson) {
  if (toSign === undefined) throw new RangeError(`nothing to sign in ${title}`);
  return toSign;
}

async function seePoints({ browser, name }: Person, { exchangeId }: ExchangeJson, points: bigint, teller: Teller): Promise<void> {
  const movement = await waitForNews(browser, `les points de ${name}`, async () => {
    const { movements } = await browser.get("/api/account/movements", movementsSchema);
    return movements.find((one) => one.exchangeId === exchangeId);
  });
  teller.check(`${name} : ${points > 0n ? "+" : "−"}${writePoints(points > 0n ? points : -points)}, avec ${movement.reason.partnerName ?? ""}`, BigInt(movement.points) === points);
}

async function testify(person: Person, path: string, rating: number, text: string, teller: Teller): Promise<void> {
  const { toSign } = await person.browser.send("POST", `${path}/testimonial`, { rating, text }, testimonialToSignSchema);
  await act(person, `${path}/testimonial`, { rating, text, signed: await sign(person, toSign) });
  teller.say(`${person.name} laisse un témoignage (${rating} sur 5)`);
}

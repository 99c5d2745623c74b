import type { ToSign } from "../../signing/typed-struct.ts";
import type { Exchange } from "./exchanges.ts";

/** What is asked to be signed is not what the screen shows: nothing is signed. */
export class ExchangeDiffers extends Error {
  readonly member: string;
  constructor(member: string) {
    super(`The ${member} to sign is not the one shown`);
    this.name = "ExchangeDiffers";
    this.member = member;
  }
}

/** The exchange to sign, once it says what the person has read: this one, this amount, this time, on their own side. */
export function exchangeToSign(exchange: Exchange, account: string): ToSign {
  const { toSign } = exchange;
  if (toSign?.contract !== "serviceExchanges" || toSign.primaryType !== "Exchange") throw new ExchangeDiffers("kind");
  const textOf = (member: string) => String(toSign.message[member]).toLowerCase();
  if (textOf("exchangeId") !== exchange.exchangeId.toLowerCase()) throw new ExchangeDiffers("exchangeId");
  if (textOf("points") !== exchange.points) throw new ExchangeDiffers("points");
  if (textOf("quantityMinutes") !== String(exchange.quantityMinutes)) throw new ExchangeDiffers("quantityMinutes");
  if (textOf(exchange.iAm === "PROVIDER" ? "provider" : "receiver") !== account.toLowerCase()) throw new ExchangeDiffers("side");
  return toSign;
}

/** A testimonial to sign: of this exchange, this rating, by oneself. */
export function testimonialToSign(asked: ToSign, exchangeId: string, rating: number, account: string): ToSign {
  if (asked.contract !== "serviceExchanges" || asked.primaryType !== "Testimonial") throw new ExchangeDiffers("kind");
  const textOf = (member: string) => String(asked.message[member]).toLowerCase();
  if (textOf("exchangeId") !== exchangeId.toLowerCase()) throw new ExchangeDiffers("exchangeId");
  if (textOf("rating") !== String(rating)) throw new ExchangeDiffers("rating");
  if (textOf("author") !== account.toLowerCase()) throw new ExchangeDiffers("author");
  return asked;
}

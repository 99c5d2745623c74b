import { formatTime } from "../../i18n/format-date.ts";
import { formatList } from "../../i18n/format-list.ts";
import type { pointsText } from "../../i18n/points.text.ts";
import type { Movement } from "./movements.ts";

type Words = typeof pointsText.fr.reason;

function earned({ reason }: Movement, words: Words): string[] {
  const { programmeTitle, institutionName, signerName, resolution, quantityText } = reason;
  const parts: string[] = [];
  if (programmeTitle) parts.push(words.programme(programmeTitle));
  if (quantityText) parts.push(words.quantity(quantityText));
  if (institutionName) parts.push(`${words.attestedBy(institutionName)}${signerName ? words.signedBy(signerName) : ""}.`);
  if (resolution) parts.push(words.resolution(resolution));
  return parts;
}

function redeemed({ reason, at, lots }: Movement, words: Words, nameOfCity: (cityId: number) => string | undefined): string[] {
  const cities = lots.map((lot) => nameOfCity(lot.cityId)).filter((name) => name !== undefined);
  return [reason.cityName ? words.paidAt(reason.cityName) : words.paid, words.approvedByYou(formatTime(at)), ...(cities.length > 0 ? [words.withPointsOf(formatList(cities))] : [])];
}

/** Why a movement happened, in one or two sentences: who attested and under which resolution, or where it was spent. */
export function movementReason(movement: Movement, words: Words, nameOfCity: (cityId: number) => string | undefined): string {
  const { partnerName } = movement.reason;
  switch (movement.kind) {
    case "EARNED":
      return earned(movement, words).join(" ");
    case "REDEEMED":
      return redeemed(movement, words, nameOfCity).join(" ");
    case "VOIDED":
      return words.voided;
    case "REFUNDED":
      return words.refunded;
    case "EXCHANGE_IN":
      return partnerName ? words.givenBy(partnerName) : words.given;
    case "EXCHANGE_OUT":
      return partnerName ? words.receivedFrom(partnerName) : words.received;
  }
}

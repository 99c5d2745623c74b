import { exchangesText } from "../../i18n/exchanges.text.ts";
import { useText } from "../../i18n/use-text.ts";
import type { Exchange } from "./exchanges.ts";

/** The other person as this one may know them: by name once they have given it, by city until then. */
export function usePartnerName(): (exchange: Exchange) => string {
  const text = useText(exchangesText);
  return ({ partnerName, partnerCityName }) => partnerName ?? text.unnamed(partnerCityName);
}

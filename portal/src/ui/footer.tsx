import { Link } from "react-router";
import { useCity } from "../cities/city-context.ts";
import { originOfCity } from "../cities/city-of-host.ts";
import { memberCities } from "../cities/member-cities.ts";
import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Stitch } from "./stitch.tsx";

/** The eleven members, help, and what anyone can check. */
export function Footer() {
  const present = useCity();
  const text = useText(frameText);
  return (
    <footer className="m-foot">
      <div className="m-wrap m-foot__in">
        <p className="m-foot__title">{text.oneOfEleven}</p>
        <ul className="m-foot__cities" aria-label={text.memberCities}>
          {memberCities.map((city) => (
            <li key={city.slug} data-city={city.slug}>
              <a href={originOfCity(city.slug, window.location) ?? "/"} aria-current={city.slug === present.slug ? "true" : undefined}>
                <Stitch bare />
                {city.memberName}
              </a>
            </li>
          ))}
        </ul>
        <ul className="m-foot__links">
          <li><a href="tel:311">{text.help}</a></li>
          <li><Link to="/verifier">{text.verifyReceipt}</Link></li>
          <li><Link to="/registre">{text.publicLedger}</Link></li>
          <li><Link to="/registre/pages">{text.ledgerPages}</Link></li>
          <li><Link to="/accessibilite">{text.accessibility}</Link></li>
          <li><Link to="/vie-privee">{text.privacy}</Link></li>
        </ul>
      </div>
    </footer>
  );
}

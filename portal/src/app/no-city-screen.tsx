import { memberCities } from "../cities/member-cities.ts";
import { missingText } from "../i18n/missing.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Stitch, StitchSymbol } from "../ui/stitch.tsx";

/** A host that names no city: the eleven doors, as labels before this host. */
export function NoCityScreen() {
  const text = useText(missingText);
  const { protocol, host } = window.location;
  return (
    <>
      <StitchSymbol />
      <main id="contenu" className="m-wrap m-page m-stack m-stack-l">
        <h1>{text.noCityTitle}</h1>
        <p>{text.noCityBody}</p>
        <ul className="m-foot__cities">
          {memberCities.map((city) => (
            <li key={city.slug} data-city={city.slug}>
              <a href={`${protocol}//${city.slug}.${host}/`}>
                <Stitch bare />
                {city.memberName}
              </a>
            </li>
          ))}
        </ul>
      </main>
    </>
  );
}

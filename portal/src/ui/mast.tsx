import { Link } from "react-router";
import { useCity } from "../cities/city-context.ts";
import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Stitch } from "./stitch.tsx";
import { Tag } from "./tag.tsx";

type MastProps = { personName?: string | undefined; onSignOut?: (() => void) | undefined; testLedger: boolean };

/** The city speaks: its name is the largest word of the mast. */
export function Mast({ personName, onSignOut, testLedger }: MastProps) {
  const city = useCity();
  const text = useText(frameText);
  return (
    <header className="m-mast">
      <div className="m-wrap m-mast__in">
        <Link className="m-mast__brand" to="/">
          <Stitch />
          <span>
            <span className="m-mast__city">{city.name}</span>
            <span className="m-mast__product">{text.product}<span className="m-mast__tag">{text.productTag}</span></span>
          </span>
        </Link>
        <div className="m-mast__tools">
          {testLedger && <Tag>{text.testLedger}</Tag>}
          {personName && <Link className="m-mast__link m-mast__who" to="/ouverture">{personName}</Link>}
          {personName && onSignOut ? (
            <button type="button" className="m-mast__link" onClick={onSignOut}>{text.signOut}</button>
          ) : (
            <Link className="m-mast__link" to="/acces">{text.signIn}</Link>
          )}
        </div>
      </div>
    </header>
  );
}

import { homeText } from "../../i18n/home.text.ts";
import { useText } from "../../i18n/use-text.ts";
import type { Institution } from "./institutions.ts";

/** Active merchants and organizations of the city, side by side. */
export function PublicInstitutions({ institutions }: { institutions: readonly Institution[] }) {
  const text = useText(homeText);
  const active = institutions.filter(({ status }) => status === "ACTIVE");
  return (
    <div className="m-cols">
      <InstitutionColumn title={text.merchantsList} none={text.noMerchant} institutions={active.filter(({ kind }) => kind === "MERCHANT")} />
      <InstitutionColumn title={text.organizationsList} none={text.noOrganization} institutions={active.filter(({ kind }) => kind === "ORGANIZATION")} />
    </div>
  );
}

function InstitutionColumn({ title, none, institutions }: { title: string; none: string; institutions: readonly Institution[] }) {
  return (
    <section className="m-stack m-stack-s">
      <h3>{title}</h3>
      {institutions.length === 0 && <p className="m-note">{none}</p>}
      <ul className="m-lignes">
        {institutions.map(({ institution, name, category, address }) => (
          <li key={institution}>
            <b>{name}</b>
            <span className="m-note">{address === undefined ? category : `${category}, ${address}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

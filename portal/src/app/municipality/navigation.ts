import { municipalityText } from "../../i18n/municipality.text.ts";
import type { SectionTab } from "../../ui/section-tabs.tsx";
import type { Powers, SectionItem } from "../role-section.ts";

const words = municipalityText.fr;

/** Whoever only verifies: an auditor, of this city or of another. */
export function onlyAudits(powers: Powers): boolean {
  return [...powers].every((power) => power === "AUDIT");
}

/** Whoever sits in the council, or looks on, and does nothing else here. */
function onlySits(powers: Powers): boolean {
  return [...powers].every((power) => power === "AUDIT" || power === "COUNCIL");
}

function holding(...opening: string[]): (powers: Powers) => boolean {
  return (powers) => opening.some((power) => powers.has(power));
}

const readsBooks = holding("PROGRAMME", "TREASURY", "ADMIN", "AUDIT");

const council: SectionTab = { to: "/ville/conseil", label: words.council };

/** At most five at once: the council stands in the books of those who have more to do; auditors see the books one by one, the others as one section. */
export const municipalityNavigation: readonly SectionItem[] = [
  { to: "/ville", label: words.board, end: true, isFor: (powers) => !onlyAudits(powers) },
  { to: "/ville/actes", label: words.acts, isFor: (powers) => !onlyAudits(powers) },
  { to: "/ville/programmes", label: words.programmes, isFor: holding("PROGRAMME", "TREASURY", "ADMIN") },
  { to: "/ville/institutions", label: words.institutions, isFor: holding("ACCREDIT", "ADMIN") },
  { to: "/ville/comptes", label: words.books, isFor: (powers) => !onlyAudits(powers) && readsBooks(powers) },
  { ...council, isFor: (powers) => onlySits(powers) || (powers.has("COUNCIL") && !readsBooks(powers)) },
  { to: "/ville/comptes/emissions", label: words.issuance, isFor: onlyAudits },
  { to: "/ville/comptes/compensation", label: words.clearing, isFor: onlyAudits },
  { to: "/ville/comptes/registre", label: words.reconciliation, isFor: onlyAudits },
];

export function programmeTabs(powers: Powers): SectionTab[] {
  const disputes = { to: "/ville/programmes/contestations", label: words.disputes };
  return [{ to: "/ville/programmes", label: words.programmes, end: true }, ...(powers.has("PROGRAMME") ? [disputes] : [])];
}

export const institutionTabs: readonly SectionTab[] = [
  { to: "/ville/institutions", label: words.institutions, end: true },
  { to: "/ville/institutions/personnel", label: words.staff },
];

/** Auditors have these in the section bar already. */
export function bookTabs(powers: Powers): SectionTab[] {
  if (onlyAudits(powers)) return [];
  const audit = holding("PROGRAMME", "TREASURY", "AUDIT")(powers);
  return [
    ...(audit ? [{ to: "/ville/comptes/emissions", label: words.issuance }] : []),
    { to: "/ville/comptes/compensation", label: words.clearing },
    ...(audit ? [{ to: "/ville/comptes/registre", label: words.reconciliation }] : []),
    ...(!onlySits(powers) && holding("COUNCIL", "AUDIT", "ADMIN")(powers) ? [council] : []),
  ];
}

import { CAST_CITIES, type CastCity, type CastInstitution } from "./cities.ts";

export type CastRole =
  | { readonly kind: "RESIDENT" }
  /** Lives in the city and has not enrolled: no record, no account, no key. */
  | { readonly kind: "NEWCOMER" }
  | { readonly kind: "OFFICER"; readonly powers: readonly string[] }
  | { readonly kind: "AUDITOR" }
  | { readonly kind: "CASHIER"; readonly institutionName: string }
  | { readonly kind: "COORDINATOR"; readonly institutionName: string };

export interface CastPerson {
  /** Subject at the city's identity provider: the person's key with the issuer [I2]. */
  readonly sub: string;
  readonly name: string;
  readonly citySlug: string;
  readonly role: CastRole;
  /** What the sign-in page says beside the name. */
  readonly roleLabel: string;
  readonly hint: string;
}

const RESIDENT_FIRST = [
  "Aïcha", "Robert", "Amélie", "Gilles", "Linh", "Fatou", "Marc-André", "Rosa", "Yvette", "Karim", "Solène", "Émile",
];
const LAST = [
  "Gagnon", "Tremblay", "Diallo", "Nguyen", "Picard", "Bouchard", "Benali", "Sioui", "Lavoie", "Haddad", "Côté",
  "Pereira", "Fortin", "Vincent", "Roy", "Toussaint", "Gros-Louis", "Lemieux", "Singh", "Bélanger", "Ouellet", "Traoré",
];
const STAFF_FIRST = ["Solange", "Paul", "Marthe", "Denis", "Hélène", "François"];
const COORDINATOR_FIRST = ["Nadia", "Ian"];
const CASHIER_FIRST = ["Théo", "Julie", "Samir"];

const lastName = (city: CastCity, index: number): string => {
  const name = LAST[(city.id * 5 + index * 3) % LAST.length];
  if (name === undefined) throw new RangeError(`no last name at ${index}`);
  return name;
};

const residents = (city: CastCity): CastPerson[] =>
  RESIDENT_FIRST.map((first, index) => ({
    sub: `${city.slug}-resident-${index + 1}`,
    name: `${first} ${lastName(city, index)}`,
    citySlug: city.slug,
    role: { kind: "RESIDENT" },
    roleLabel: "Résidente ou résident",
    hint: index === 0 ? "A des points de plusieurs villes et des heures en attente" : index === 1 ? "Offre et reçoit des services" : "A des points à dépenser",
  }));

const newcomer = (city: CastCity): CastPerson => ({
  sub: `${city.slug}-newcomer`,
  name: `Yasmine ${lastName(city, 50)}`,
  citySlug: city.slug,
  role: { kind: "NEWCOMER" },
  roleLabel: "Nouvelle arrivante",
  hint: "Pas encore inscrite : lit l’avis, ouvre son compte, fait sa clé",
});

const STAFF = [
  { key: "admin", powers: ["ADMIN"], label: "Administration", hint: "Donne et retire les pouvoirs" },
  { key: "accredit", powers: ["ACCREDIT"], label: "Accréditation", hint: "Accrédite commerces et organismes" },
  { key: "programme-1", powers: ["PROGRAMME"], label: "Programmes", hint: "Ouvre les programmes, tranche les contestations" },
  { key: "programme-2", powers: ["PROGRAMME"], label: "Programmes", hint: "Deuxième signature des programmes" },
  { key: "treasury", powers: ["TREASURY"], label: "Trésorerie", hint: "Suit ce que les villes se doivent" },
] as const;

const staff = (city: CastCity): CastPerson[] => [
  ...STAFF.map(({ key, powers, label, hint }, index): CastPerson => ({
    sub: `${city.slug}-${key}`,
    name: `${STAFF_FIRST[index]} ${lastName(city, index + 20)}`,
    citySlug: city.slug,
    role: { kind: "OFFICER", powers },
    roleLabel: label,
    hint,
  })),
  {
    sub: `${city.slug}-auditor`,
    name: `${STAFF_FIRST[5]} ${lastName(city, 25)}`,
    citySlug: city.slug,
    role: { kind: "AUDITOR" },
    roleLabel: "Vérification",
    hint: "Suit chaque point jusqu’à sa résolution ; a aussi un compte Ethereum",
  },
  {
    sub: `${city.slug}-council`,
    name: `Geneviève ${lastName(city, 26)}`,
    citySlug: city.slug,
    role: { kind: "OFFICER", powers: ["COUNCIL"] },
    roleLabel: "Déléguée au conseil des villes",
    hint: "Propose et vote au nom de sa ville",
  },
];

const people = (
  city: CastCity,
  institutions: readonly CastInstitution[],
  firsts: readonly string[],
  kind: "CASHIER" | "COORDINATOR",
  roleLabel: string,
  hint: string,
): CastPerson[] =>
  institutions.map((institution, index) => ({
    sub: `${city.slug}-${kind.toLowerCase()}-${index + 1}`,
    name: `${firsts[index]} ${lastName(city, index + 40)}`,
    citySlug: city.slug,
    role: { kind, institutionName: institution.name },
    roleLabel: `${roleLabel}, ${institution.name}`,
    hint,
  }));

export const peopleOf = (city: CastCity): readonly CastPerson[] => [
  ...residents(city),
  newcomer(city),
  ...people(city, city.merchants, CASHIER_FIRST, "CASHIER", "Caisse", "Encaisse des points au comptoir"),
  ...people(city, city.organizations, COORDINATOR_FIRST, "COORDINATOR", "Coordination", "Atteste les heures des bénévoles"),
  ...staff(city),
];

export const CAST_PEOPLE: readonly CastPerson[] = CAST_CITIES.flatMap(peopleOf);

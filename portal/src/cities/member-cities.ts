/**
 * The eleven members, in the order the footer names them. `slug` is the value of `data-city` (accents in
 * styles/tokens.css) and a label of the city's host name; `name` is the place, `memberName` the member.
 */
export const memberCities = [
  { slug: "brossard", name: "Brossard", memberName: "Brossard" },
  { slug: "chateauguay", name: "Châteauguay", memberName: "Châteauguay" },
  { slug: "saint-constant", name: "Saint-Constant", memberName: "Saint-Constant" },
  { slug: "saint-lambert", name: "Saint-Lambert", memberName: "Saint-Lambert" },
  { slug: "delson", name: "Delson", memberName: "Delson" },
  { slug: "sainte-catherine", name: "Sainte-Catherine", memberName: "Sainte-Catherine" },
  { slug: "saint-basile-le-grand", name: "Saint-Basile-le-Grand", memberName: "Saint-Basile-le-Grand" },
  { slug: "beaconsfield", name: "Beaconsfield", memberName: "Beaconsfield" },
  { slug: "magog", name: "Magog", memberName: "Magog" },
  { slug: "la-prairie", name: "La Prairie", memberName: "La Prairie" },
  { slug: "wendake", name: "Wendake", memberName: "Nation huronne-wendat" },
] as const;

export type MemberCity = (typeof memberCities)[number];
export type CitySlug = MemberCity["slug"];

export function findMemberCity(slug: string): MemberCity | undefined {
  return memberCities.find((city) => city.slug === slug);
}

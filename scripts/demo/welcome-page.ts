import type { HostHandler } from "./gateway.ts";
import { html } from "./look/html.ts";
import { page, sendPage } from "./look/page.ts";

/** One city as the list at `localhost` shows it. */
export type WelcomeCity = {
  readonly slug: string;
  readonly name: string;
  readonly population: number;
  readonly address: string;
  /** Who to sign in as first, and what to try. */
  readonly tryFirst: string;
};

/** The page at `localhost`: where each city is and who to be there. */
export function welcomePage(cities: readonly WelcomeCity[]): HostHandler {
  const body = page({
    title: "Maille : les onze villes",
    heading: "Maille",
    tagline: "Onze villes, un même registre de points",
    main: html`<h1>Choisissez une ville</h1>
<p>Chaque ville a son adresse, ses dossiers et son personnel. Les points gagnés dans l’une se dépensent dans les autres.</p>
<ul class="choices">${cities.map((city) => html`<li data-city="${city.slug}"><a class="choice" href="${city.address}">
<span class="choice-name">${city.name}</span>
<span class="choice-line">${formatCount(city.population)} habitants</span>
<span class="choice-line">${city.tryFirst}</span></a></li>`)}</ul>`,
  });
  return (request, response) => {
    const isRoot = request.url === "/" || request.url === "";
    if (isRoot) sendPage(response, 200, body);
    else sendPage(response, 404, notFound());
  };
}

function notFound(): string {
  return page({
    title: "Page introuvable", heading: "Maille", tagline: "Onze villes, un même registre de points",
    main: html`<h1>Cette page n’existe pas</h1><p><a href="/">Voir les onze villes</a></p>`,
  });
}

/** 85 721 with the thin no-break space, which the fr-CA locale data does not use. */
function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

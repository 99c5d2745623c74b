import { html } from "../look/html.ts";
import { page } from "../look/page.ts";
import type { Persona } from "./persona.ts";

type City = { readonly slug: string; readonly name: string };

/** The page where one chooses who to be. `current` is who signed in last in this browser. */
export function personaPage({ city, personas, action, current }: { city: City; personas: readonly Persona[]; action: string; current: string | undefined }): string {
  // Who was chosen last comes first: coming back is one key press.
  const ordered = [...personas].sort((a, b) => Number(b.sub === current) - Number(a.sub === current));
  return page({
    title: `Choisir une personne : ${city.name}`,
    heading: city.name,
    tagline: "Dossier de la Ville, démonstration",
    city: city.slug,
    main: html`<h1>Qui êtes-vous aujourd’hui?</h1>
<p>Dans une vraie ville, vous prouveriez ici votre identité. Dans la démonstration, choisissez une personne inventée.</p>
<form method="post" action="${action}"><ul class="choices">${ordered.map((persona) => html`<li>
<button class="choice" name="sub" value="${persona.sub}"><span class="choice-name">${persona.name}</span>
<span class="choice-line">${persona.roleLabel}</span><span class="choice-line">${persona.hint}</span></button></li>`)}</ul></form>`,
  });
}

/** Asked when the portal sends someone here to leave. `form` is the provider's own guarded form. */
export function leavingPage(city: City, form: string): string {
  return page({
    title: `Quitter : ${city.name}`, heading: city.name, tagline: "Dossier de la Ville, démonstration", city: city.slug,
    main: html`<h1>Quitter le dossier de la Ville?</h1>${{ html: form }}
<p><button class="choice" type="submit" form="op.logoutForm" name="logout" value="yes">Quitter</button></p>
<p><button class="choice" type="submit" form="op.logoutForm">Rester</button></p>`,
  });
}

export function leftPage(city: City): string {
  return page({
    title: `À bientôt : ${city.name}`, heading: city.name, tagline: "Dossier de la Ville, démonstration", city: city.slug,
    main: html`<h1>Vous avez quitté</h1><p><a href="/">Revenir à l’accueil de la ville</a></p>`,
  });
}

/** Shown for any failure of the protocol; the codes are for whoever runs the service. */
export function failurePage(city: City, code: string): string {
  return page({
    title: `Accès interrompu : ${city.name}`, heading: city.name, tagline: "Dossier de la Ville, démonstration", city: city.slug,
    main: html`<h1>L’accès s’est interrompu</h1>
<p>La demande a expiré ou vient d’une autre fenêtre. Revenez à l’accueil et recommencez.</p>
<p><a href="/">Revenir à l’accueil de la ville</a></p><p class="note">Code : ${code}</p>`,
  });
}

import type { ServerResponse } from "node:http";
import { html, type Html } from "./html.ts";

export const STYLESHEET_PATH = "/demo/page.css";

/**
 * Nothing but our own style sheet, and forms. `form-action` is left out on purpose: browsers apply it
 * to the redirects after a form too, and signing in ends at the city's own address.
 */
export const CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** One page of the demo in the portal's frame. `city` is the slug that gives the accent. */
export function page(options: { title: string; heading: string; tagline: string; city?: string; main: Html }): string {
  const { title, heading, tagline, main } = options;
  return `<!doctype html>\n${html`<html lang="fr-CA" data-city="${options.city ?? "brossard"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${STYLESHEET_PATH}">
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header class="mast"><div class="wrap"><p class="mast-name">${heading}</p><p class="mast-line">${tagline}</p></div></header>
<main id="contenu" class="wrap" tabindex="-1">${main}</main>
<footer class="wrap foot"><p>Démonstration${"\u202f"}: les personnes, les commerces et les montants sont inventés. Le registre est un registre d’essai.</p></footer>
</body>
</html>`.html}`;
}

export function sendPage(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  }).end(body);
}

import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { STYLESHEET_PATH } from "./page.ts";

const FONTS_FOLDER = resolve(import.meta.dirname, "..", "..", "..", "portal", "src", "styles", "fonts");
const FONTS: Readonly<Record<string, string>> = {
  "bricolage-grotesque-latin-wght-normal.woff2": "font/woff2",
  "source-sans-3-latin-wght-normal.woff2": "font/woff2",
  "maille-espace.ttf": "font/ttf",
};

type Asset = { readonly type: string; readonly bytes: Buffer };
const assets: ReadonlyMap<string, Asset> = new Map([
  [STYLESHEET_PATH, { type: "text/css; charset=utf-8", bytes: readFileSync(join(import.meta.dirname, "page.css")) }],
  ...Object.entries(FONTS)
    .filter(([name]) => existsSync(join(FONTS_FOLDER, name)))
    .map(([name, type]): [string, Asset] => [`/demo/fonts/${name}`, { type, bytes: readFileSync(join(FONTS_FOLDER, name)) }]),
]);

/** Serves the demo pages' style sheet and fonts on any host. Returns whether the request was for one of them. */
export function serveAsset(request: IncomingMessage, response: ServerResponse): boolean {
  const asset = assets.get(request.url ?? "");
  if (!asset) return false;
  response.writeHead(200, { "content-type": asset.type, "cache-control": "max-age=300", "x-content-type-options": "nosniff" }).end(asset.bytes);
  return true;
}

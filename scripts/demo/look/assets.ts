import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { STYLESHEET_PATH } from "./page.ts";

const stylesheet = readFileSync(join(import.meta.dirname, "page.css"));

/** Serves the demo's style sheet on any host. Returns whether the request was for it. */
export function serveAsset(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url !== STYLESHEET_PATH) return false;
  response.writeHead(200, { "content-type": "text/css; charset=utf-8", "cache-control": "max-age=300", "x-content-type-options": "nosniff" }).end(stylesheet);
  return true;
}

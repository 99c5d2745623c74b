export const ANTI_FORGERY_HEADER = "X-Maille-Csrf";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

let present: string | undefined;

/** Keeps the token of the last session answer; every unsafe request of this page carries it. */
export function rememberAntiForgeryToken(token: string | undefined): void {
  present = token;
}

/** The header a request of this method needs, if any. */
export function antiForgeryHeader(method: string): Record<string, string> {
  if (present === undefined || SAFE_METHODS.has(method.toUpperCase())) return {};
  return { [ANTI_FORGERY_HEADER]: present };
}

/** The screen that opens what the person's roles allow. */
const LANDING = "/ouverture";

/**
 * Where to go after signing in: a path of this portal, or its landing. Anything that could lead to another
 * site (`//host`, a scheme, a backslash) or back to « Accès » becomes the landing.
 */
export function addressAfterSignIn(asked: string | null): string {
  if (asked === null || !/^\/(?![/\\])[^\\]*$/.test(asked) || asked.startsWith("/acces")) return LANDING;
  return asked;
}

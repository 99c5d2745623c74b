/**
 * Where to go after signing in: a path of this portal, or its home. Anything that could lead to another
 * site (`//host`, a scheme, a backslash) or back to « Accès » becomes the home.
 */
export function addressAfterSignIn(asked: string | null): string {
  if (asked === null || !/^\/(?![/\\])[^\\]*$/.test(asked) || asked.startsWith("/acces")) return "/";
  return asked;
}

/** The cookies of one browser at one host, kept by hand as a browser keeps them. */
export interface CookieJar {
  /** The `Cookie` header for a path of the host. */
  headerFor(path: string): string;
  /** Keeps or forgets what an answer's `Set-Cookie` headers say. */
  keep(setCookies: readonly string[]): void;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    headerFor: (path) =>
      [...cookies.values()]
        .filter((cookie) => path.startsWith(cookie.path))
        .map(({ name, value }) => `${name}=${value}`)
        .join("; "),
    keep: (setCookies) => {
      for (const text of setCookies) {
        const { isGone, ...cookie } = readCookie(text);
        const key = `${cookie.name} ${cookie.path}`;
        if (isGone) cookies.delete(key);
        else cookies.set(key, cookie);
      }
    },
  };
}

function readCookie(text: string): Cookie & { isGone: boolean } {
  const [pair = "", ...attributes] = text.split(";").map((part) => part.trim());
  const equals = pair.indexOf("=");
  const valueOf = (name: string): string | undefined =>
    attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const expires = valueOf("expires");
  const isPast = expires !== undefined && Date.parse(expires) <= Date.now();
  const value = pair.slice(equals + 1);
  return { name: pair.slice(0, equals), value, path: valueOf("path") ?? "/", isGone: value === "" || valueOf("max-age") === "0" || isPast };
}

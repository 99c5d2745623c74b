import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { serveAsset } from "./look/assets.ts";
import { StartProblem } from "./start-problem.ts";

/** Answers one host's requests: an Express app, or any handler. */
export type HostHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** What one city answers under its host name. */
export type CityHost = {
  /** First label of the host name: `brossard` of `brossard.localhost`. */
  readonly slug: string;
  /** Everything under `/oidc`. */
  readonly identityProvider: HostHandler;
  /** Everything else. */
  readonly service: HostHandler;
};

export type Gateway = {
  readonly port: number;
  /** Adds or replaces a city; until then its address answers that it is starting. */
  serve(city: CityHost): void;
  close(): Promise<void>;
};

/**
 * Opens the demo's one port and sends each request to the city its host name says.
 * `welcome` answers `localhost` itself.
 * @throws StartProblem when the port is taken or not allowed.
 */
export async function openGateway(options: { port: number; slugs: readonly string[]; welcome: HostHandler }): Promise<Gateway> {
  const cities = new Map<string, CityHost>();
  const server = createServer((request, response) => {
    if (serveAsset(request, response)) return;
    const host = hostName(request);
    if (host === "localhost" || host === "127.0.0.1" || host === "[::1]") return options.welcome(request, response);
    const slug = host.endsWith(".localhost") ? host.slice(0, -".localhost".length) : "";
    const city = cities.get(slug);
    if (city) return isUnder(request, "/oidc") ? city.identityProvider(request, response) : city.service(request, response);
    if (options.slugs.includes(slug)) return sendProblem(response, STARTING);
    sendProblem(response, UNKNOWN_HOST);
  });
  await listen(server, options.port);
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : options.port,
    serve: (city) => { cities.set(city.slug, city); },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** The host without its port, in small letters. */
function hostName(request: IncomingMessage): string {
  return (request.headers.host ?? "").replace(/:\d*$/, "").toLowerCase();
}

function isUnder(request: IncomingMessage, path: string): boolean {
  const url = request.url ?? "/";
  return url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`);
}

type GatewayProblem = { status: number; code: string; title: string; detail: string; en: string };

const UNKNOWN_HOST: GatewayProblem = {
  status: 404, code: "unknown-host", title: "Ville inconnue",
  detail: "Aucune ville ne répond sous ce nom. La page « localhost » donne leurs adresses.",
  en: "No city answers under this name. The page at localhost lists their addresses.",
};
const STARTING: GatewayProblem = {
  status: 503, code: "city-starting", title: "La ville démarre",
  detail: "Cette ville démarre. Réessayez dans quelques secondes.",
  en: "This city is starting. Try again in a few seconds.",
};

function sendProblem(response: ServerResponse, { status, code, title, detail, en }: GatewayProblem): void {
  response.writeHead(status, { "content-type": "application/problem+json", ...(status === 503 ? { "retry-after": "2" } : {}) });
  response.end(JSON.stringify({ type: `urn:maille:problem:${code}`, title, status, code, detail, detailEn: en }));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portProblem(error, port)));
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

function portProblem(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new StartProblem({
      fr: `Le port ${port} est déjà pris. Fermez le programme qui l’utilise, ou choisissez-en un autre : PORT=${port + 1} npm start.`,
      en: `Port ${port} is taken. Close the program that uses it, or choose another: PORT=${port + 1} npm start.`,
    }, { cause: error });
  }
  if (error.code === "EACCES") {
    return new StartProblem({
      fr: `Le port ${port} demande des droits que vous n’avez pas. Choisissez-en un au-dessus de 1023 : PORT=8080 npm start.`,
      en: `Port ${port} needs rights you do not have. Choose one above 1023: PORT=8080 npm start.`,
    }, { cause: error });
  }
  return error;
}

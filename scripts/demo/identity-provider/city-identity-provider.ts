import express, { type Express } from "express";
import { interactionPolicy, Provider, type KoaContext } from "oidc-provider";
import type { Pool } from "pg";
import { CONTENT_SECURITY_POLICY, sendPage } from "../look/page.ts";
import type { Persona } from "./persona.ts";
import { failurePage, leavingPage, leftPage, personaPage } from "./persona-page.ts";
import type { ProviderKeys } from "./provider-keys.ts";
import { prepareProviderStore, providerStore } from "./provider-store.ts";

const CHOICE_PATH = "/oidc/choix";
const SCOPES = "openid profile";
const HOUR_SECONDS = 3_600;

export type IdentityProviderOptions = {
  readonly city: { readonly slug: string; readonly name: string };
  /** `http://brossard.localhost:8080/oidc`: the app must answer under that address. */
  readonly issuer: string;
  readonly keys: ProviderKeys;
  /** The ledger service of the city, as a client of this provider. */
  readonly client: {
    readonly id: string;
    readonly secret: string;
    readonly redirectUris: readonly string[];
    readonly postLogoutRedirectUris: readonly string[];
  };
  readonly personas: readonly Persona[];
  readonly pool: Pool;
};

/**
 * Builds a city's OpenID provider: authorization code flow, PKCE required, ES256 tokens, and a page to
 * choose a persona instead of a proof of identity. The returned app answers everything under `/oidc`.
 */
export async function createCityIdentityProvider(options: IdentityProviderOptions): Promise<Express> {
  await prepareProviderStore(options.pool);
  const { city, personas } = options;
  const provider = new Provider(options.issuer, configurationOf(options));
  const app = express();
  app.disable("x-powered-by");

  app.get(`${CHOICE_PATH}/:uid`, async (request, response) => {
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
    if (!interaction) return sendPage(response, 400, failurePage(city, "interaction_expired"));
    sendPage(response, 200, personaPage({ city, personas, action: `${CHOICE_PATH}/${interaction.uid}`, current: interaction.session?.accountId }));
  });

  app.post(`${CHOICE_PATH}/:uid`, express.urlencoded({ extended: false, limit: "1kb" }), async (request, response) => {
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
    if (!interaction) return sendPage(response, 400, failurePage(city, "interaction_expired"));
    const persona = personas.find(({ sub }) => sub === chosenSub(request.body));
    if (!persona) return sendPage(response, 400, failurePage(city, "persona_unknown"));
    await provider.interactionFinished(request, response, { login: { accountId: persona.sub } }, { mergeWithLastSubmission: false });
  });

  app.use("/oidc", provider.callback());
  return app;
}

function chosenSub(body: unknown): unknown {
  return typeof body === "object" && body !== null && "sub" in body ? body.sub : undefined;
}

function configurationOf({ city, keys, client, personas, pool }: IdentityProviderOptions): Record<string, unknown> {
  return {
    adapter: providerStore(pool),
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys },
    clients: [{
      client_id: client.id,
      client_secret: client.secret,
      redirect_uris: client.redirectUris,
      post_logout_redirect_uris: client.postLogoutRedirectUris,
      grant_types: ["authorization_code"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_basic",
      id_token_signed_response_alg: "ES256",
      // A fresh sign-in is proved by its time.
      require_auth_time: true,
    }],
    scopes: ["openid", "profile"],
    claims: { openid: ["sub"], profile: ["name", "birthdate", "locale"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context: unknown, sub: string) => {
      const persona = personas.find((candidate) => candidate.sub === sub);
      return persona && { accountId: persona.sub, claims: () => claimsOf(persona) };
    },
    loadExistingGrant: grantAll,
    interactions: { policy: alwaysChoose(), url: (_context: unknown, interaction: { uid: string }) => `${CHOICE_PATH}/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: KoaContext, form: string) => show(context, leavingPage(city, form)),
        postLogoutSuccessSource: (context: KoaContext) => show(context, leftPage(city)),
      },
    },
    renderError: (context: KoaContext, out: { error: string }) => show(context, failurePage(city, out.error)),
    ttl: { AccessToken: HOUR_SECONDS, AuthorizationCode: 60, IdToken: HOUR_SECONDS, Interaction: HOUR_SECONDS, Grant: 12 * HOUR_SECONDS, Session: 12 * HOUR_SECONDS },
  };
}

function claimsOf(persona: Persona): Record<string, string> {
  const { sub, name, birthdate } = persona;
  return { sub, name, locale: "fr-CA", ...(birthdate === undefined ? {} : { birthdate }) };
}

/** The only client is the city's own service: there is nothing to ask the person about it. */
async function grantAll(context: KoaContext): Promise<unknown> {
  const { client, session, provider } = context.oidc;
  if (!client || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}

/** Even with a session, the page is shown: playing another person is what the demo is for. */
function alwaysChoose(): unknown {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy.get("login")?.checks.add(new Check("choose_person", "a person must be chosen", ({ oidc }) =>
    oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT));
  return policy;
}

function show(context: KoaContext, body: string): void {
  context.type = "html";
  context.set("content-security-policy", CONTENT_SECURITY_POLICY);
  context.body = body;
}

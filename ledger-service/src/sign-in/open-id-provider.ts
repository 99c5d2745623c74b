import {
  allowInsecureRequests,
  ClientSecretBasic,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from "openid-client";
import { z } from "zod";
import type { IdentityProviderConfiguration } from "../platform/environment/city-configuration.ts";
import type { Logger } from "../platform/logging/logger.ts";
import type { Identity } from "./person-store.ts";
import { signInProblems } from "./sign-in.problems.ts";

export const oidcCallbackPath = "/api/sign-in/oidc/callback";

const claimsSchema = z.object({ iss: z.string(), sub: z.string().min(1).max(255), name: z.string().max(200).optional() });

export interface StartedSignIn {
  readonly location: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** This city's OpenID provider: code flow, PKCE, nonce, state, exact issuer and audience [I1]. */
export interface OpenIdProvider {
  start(): Promise<StartedSignIn>;
  /** @throws Problem `sign-in-refused`, `identity-provider-unreachable` */
  finish(callbackUrl: URL, started: { state: string; nonce: string; codeVerifier: string }): Promise<{ identity: Identity; displayName: string }>;
  isReachable(): Promise<boolean>;
}

export function createOpenIdProvider(parts: { configuration: IdentityProviderConfiguration; origin: string; logger: Logger }): OpenIdProvider {
  const { configuration, origin, logger } = parts;
  let discovered: Configuration | undefined;

  async function client(): Promise<Configuration> {
    try {
      discovered ??= await discover(configuration);
      return discovered;
    } catch (error) {
      logger.error({ error }, "the identity provider could not be discovered");
      throw signInProblems.of("identity-provider-unreachable");
    }
  }

  return {
    async start() {
      const state = randomState();
      const nonce = randomNonce();
      const codeVerifier = randomPKCECodeVerifier();
      const url = buildAuthorizationUrl(await client(), {
        redirect_uri: origin + oidcCallbackPath,
        scope: "openid profile",
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return { location: url.href, state, nonce, codeVerifier };
    },
    async finish(callbackUrl, started) {
      const configured = await client();
      try {
        const tokens = await authorizationCodeGrant(configured, callbackUrl, {
          pkceCodeVerifier: started.codeVerifier,
          expectedState: started.state,
          expectedNonce: started.nonce,
          idTokenExpected: true,
        });
        const claims = claimsSchema.parse(tokens.claims());
        if (claims.iss !== configuration.issuer) throw signInProblems.of("sign-in-refused");
        return { identity: { issuer: claims.iss, subject: claims.sub }, displayName: claims.name ?? "" };
      } catch (error) {
        logger.warn({ error }, "the identity provider's answer was refused");
        throw signInProblems.of("sign-in-refused");
      }
    },
    isReachable: () => client().then(() => true, () => false),
  };
}

async function discover(configuration: IdentityProviderConfiguration): Promise<Configuration> {
  const insecure = configuration.allowsInsecure ? [allowInsecureRequests] : [];
  const client = await discovery(new URL(configuration.issuer), configuration.clientId, configuration.clientSecret, ClientSecretBasic(configuration.clientSecret), {
    execute: [...insecure, enableNonRepudiationChecks],
    timeout: 8,
  });
  // A provider that names itself otherwise is another provider: refuse before any person is sent there.
  if (client.serverMetadata().issuer !== configuration.issuer) throw new Error("The identity provider has another issuer");
  return client;
}

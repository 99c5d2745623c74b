import type { DataSource } from "typeorm";
import type { CityIdentity, IdentityProviderConfiguration } from "../platform/environment/city-configuration.ts";
import type { Chain } from "../platform/chain/chain.ts";
import type { LiveEventHub } from "../platform/http/live-event-hub.ts";
import type { Route, RouteLimit } from "../platform/http/route.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import type { Job } from "../platform/job.ts";
import type { Logger } from "../platform/logging/logger.ts";
import { forgetOldChallenges } from "./challenge-store.ts";
import { ethereumRoutes } from "./ethereum.routes.ts";
import { oidcRoutes } from "./oidc.routes.ts";
import { createOpenIdProvider } from "./open-id-provider.ts";
import { passkeyRoutes } from "./passkey.routes.ts";
import type { People } from "./people.ts";
import type { PersonStore } from "./person-store.ts";
import { sessionRoutes } from "./session.routes.ts";
import type { SessionFrame } from "./session.schemas.ts";
import { forgetEndedSessions } from "./session-store.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSignInAs } from "./sign-in-as.ts";
import type { Standings } from "./standing.ts";

export interface SignInParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly persons: PersonStore;
  readonly standings: Standings;
  readonly securityLog: SecurityLog;
  readonly liveEvents: LiveEventHub;
  readonly logger: Logger;
  readonly identityProvider: IdentityProviderConfiguration;
  readonly city: CityIdentity & { readonly accent: string; readonly phone: string; readonly localizedName: string };
  readonly isDemo: boolean;
  readonly isSealed: boolean;
  readonly signInsPerMinute: number;
}

export interface SignIn {
  readonly routes: readonly Route[];
  readonly sessions: Sessions;
  readonly people: People;
  readonly jobs: readonly Job[];
}

/** Who asks: three ways in, one session. */
export function buildSignIn(parts: SignInParts): SignIn {
  const { database, chain, persons, standings, securityLog, city } = parts;
  const rpId = new URL(city.origin).hostname;
  const sessions = createSessions({ database, persons, standings });
  const frame = sessionFrame(parts, rpId);
  const signInAs = createSignInAs({ database, sessions, securityLog, frame });
  const limit: RouteLimit = { count: parts.signInsPerMinute, per: "minute", by: "address" };
  const common = { database, chain, sessions, persons, standings, signInAs, securityLog, limit, origin: city.origin };
  const provider = createOpenIdProvider({ configuration: parts.identityProvider, origin: city.origin, logger: parts.logger });
  return {
    sessions,
    people: persons,
    routes: [
      ...sessionRoutes({ database, sessions, people: persons, securityLog, frame, liveEvents: parts.liveEvents }),
      ...oidcRoutes({ ...common, provider }),
      ...passkeyRoutes({ ...common, rpId }),
      ...ethereumRoutes({
        ...common,
        expectation: { domain: new URL(city.origin).host, uri: city.origin, chainId: chain.chainId },
      }),
    ],
    jobs: [
      {
        name: "forget-ended-sessions",
        everyMs: 60_000,
        run: async () => {
          await forgetEndedSessions(database.manager);
          await forgetOldChallenges(database.manager);
        },
      },
    ],
  };
}

function sessionFrame(parts: SignInParts, rpId: string): SessionFrame {
  const { city, chain } = parts;
  return {
    city: { id: city.id, slug: city.slug, name: city.name, accent: city.accent, phone: city.phone, localizedOrigin: city.localizedName },
    network: {
      chainId: chain.chainId,
      genesisHash: chain.genesisHash,
      isDemo: parts.isDemo,
      isSealed: parts.isSealed,
      contracts: { ...chain.contracts },
      verifiers: { cityPasskey: chain.verifiers.cityPasskey, device: chain.verifiers.device },
      rpId,
    },
  };
}

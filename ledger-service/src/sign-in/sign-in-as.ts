import type { DataSource } from "typeorm";
import type { Address } from "viem";
import type { SignInMethod } from "../kernel/caller.ts";
import { Reply } from "../platform/http/reply.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import { sessionAnswer } from "./session-answer.ts";
import type { SessionFrame } from "./session.schemas.ts";
import { openSignedSession } from "./session-store.ts";
import type { Sessions } from "./sessions.ts";
import { signInProblems } from "./sign-in.problems.ts";

/** What every way of signing in ends with: a new session under a new id [S5]. */
export type SignInAs = (signIn: {
  /** Of the session that this browser had before, if any: it ends. */
  previousHash: string | undefined;
  personId: string;
  method: SignInMethod;
  ledgerAccount?: Address;
  address: string | undefined;
}) => Promise<{ cookie: string; reply: Reply }>;

export function createSignInAs(parts: { database: DataSource; sessions: Sessions; securityLog: SecurityLog; frame: SessionFrame }): SignInAs {
  return async (signIn) => {
    const sessionId = await parts.database.transaction((manager) => openSignedSession(manager, signIn));
    await parts.securityLog.record({
      event: "SIGNED_IN",
      personId: signIn.personId,
      address: signIn.address,
      detail: { method: signIn.method },
    });
    const session = await parts.sessions.openId(sessionId);
    if (session === undefined) throw signInProblems.of("sign-in-expired");
    const cookie = parts.sessions.cookieFor(sessionId);
    return { cookie, reply: new Reply(200, { headers: { "Set-Cookie": cookie }, body: sessionAnswer(parts.frame, session) }) };
  };
}

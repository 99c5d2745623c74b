import type { Request } from "express";
import type { Caller } from "../../kernel/caller.ts";

/** A browser's session, signed in or not. */
export interface HttpSession {
  /** A hash of the session's id: names it inside the service, opens nothing. */
  readonly key: string;
  readonly csrfToken: string;
  readonly caller: Caller | undefined;
}

export interface HttpSessions {
  /** Reads the cookie; `touch` renews the idle time. */
  read(request: Request, touch: boolean): Promise<HttpSession | undefined>;
}

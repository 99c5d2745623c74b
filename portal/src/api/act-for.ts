import type { Hex } from "viem";
import { requestJson } from "./request-json.ts";
import { readSession } from "./session.ts";
import type { Session } from "./session.ts";

/** Acts for an institution of one's own from here on, or for oneself again (null). The session says so afterwards. */
export async function actFor(institution: Hex | null): Promise<Session> {
  return readSession((await requestJson("/api/session/acting-for", { method: "POST", body: { institution } })).body);
}

import { Reply } from "../../platform/http/reply.ts";

/** What there is to sign is a plain answer (200), not an accepted act yet (202). */
export function signedAnswer<Answer extends object>(answer: Answer): Answer | Reply {
  return "toSign" in answer ? new Reply(200, { body: answer }) : answer;
}

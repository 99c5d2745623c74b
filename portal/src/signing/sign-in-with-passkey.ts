import { readRecord, readString } from "../api/read-json.ts";
import { requestJson } from "../api/request-json.ts";
import { base64urlOf, bytesOfBase64url } from "./base64url.ts";
import { assertPasskey } from "./passkey.ts";

/** Opens a session with a passkey of this city that the person picks. Throws `CeremonyCancelled` or a `Problem`. */
export async function signInWithPasskey(): Promise<void> {
  const { body } = await requestJson("/api/sign-in/passkey/options", { method: "POST" });
  const answer = readRecord(body, "passkey options");
  const challengeId = readString(answer.challengeId, "challengeId");
  const challenge = readString(readRecord(answer.options, "options").challenge, "options.challenge");
  const assertion = await assertPasskey(bytesOfBase64url(challenge));
  const response = {
    id: assertion.credentialId,
    rawId: assertion.credentialId,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      authenticatorData: base64urlOf(assertion.authenticatorData),
      clientDataJSON: base64urlOf(assertion.clientDataJson),
      signature: base64urlOf(assertion.signature),
      ...(assertion.userHandle ? { userHandle: base64urlOf(assertion.userHandle) } : {}),
    },
  };
  await requestJson("/api/sign-in/passkey", { method: "POST", body: { challengeId, response } });
}

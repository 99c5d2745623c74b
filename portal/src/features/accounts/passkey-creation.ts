import { readList, readRecord, readString } from "../../api/read-json.ts";
import { requestJson } from "../../api/request-json.ts";
import type { Shape } from "../../api/shapes.ts";
import { createPasskey } from "../../signing/passkey.ts";
import type { NewPasskey } from "../../signing/passkey.ts";
import type { SigningNetwork } from "../../signing/signer.ts";

/** Asks the service what to make, then the device to make it. Throws `CeremonyCancelled` or a `Problem`. */
export async function makePasskey(network: SigningNetwork, cityName: string): Promise<NewPasskey> {
  const { body } = await requestJson("/api/account/passkey-options", { method: "POST" });
  const options = readRecord(readRecord(body, "answer").options, "options");
  const user = readRecord(options.user, "options.user");
  return createPasskey(network, {
    challenge: readString(options.challenge, "options.challenge"),
    userHandle: readString(user.id, "options.user.id"),
    name: readString(user.name, "options.user.name"),
    displayName: readString(user.displayName, "options.user.displayName"),
    cityName,
    knownCredentialIds: readList(options.excludeCredentials ?? [], "options.excludeCredentials", (item, place) => readString(readRecord(item, place).id, `${place}.id`)),
  });
}

/** A made passkey as the service verifies it. */
export function passkeyResponse({ credentialId, clientDataJson, attestationObject }: NewPasskey): Shape<"PasskeyResponse"> {
  return { id: credentialId, rawId: credentialId, type: "public-key", clientExtensionResults: {}, response: { clientDataJSON: clientDataJson, attestationObject } };
}

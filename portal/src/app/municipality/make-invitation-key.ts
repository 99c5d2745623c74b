import type { Session } from "../../api/session.ts";
import type { InvitationKey, InvitationPreview } from "../../features/participants/accept-invitation.ts";
import { base64urlOf } from "../../signing/base64url.ts";
import { createDeviceKey } from "../../signing/device-key.ts";
import { rememberPasskey } from "../../signing/known-passkey.ts";
import { createPasskey, passkeysAvailable } from "../../signing/passkey.ts";
import type { Signer } from "../../signing/signer.ts";
import { staffHolder } from "./use-staff-signer.ts";

const RANDOM_BYTES = 32;

function randomText(): string {
  return base64urlOf(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}

/** How an invited person will sign: this device's key for an organization, a passkey for staff, else the cast's key. */
export type InvitationKeyKind = "NONE" | "DEVICE" | "PASSKEY" | "PRESENT" | "IMPOSSIBLE";

export function keyKindFor(preview: InvitationPreview, present: Signer | undefined): InvitationKeyKind {
  if (!preview.needsSigner) return "NONE";
  if (present?.demo || present?.kind === "WALLET") return "PRESENT";
  if (preview.role === "COORDINATOR") return preview.institution === undefined ? "IMPOSSIBLE" : "DEVICE";
  return passkeysAvailable() ? "PASSKEY" : "IMPOSSIBLE";
}

/**
 * Makes the key that an invitation asks for and keeps it on this device. The ceremony's challenge is ours: the
 * ledger learns the key by the officers' act, and nothing is claimed about the authenticator.
 */
export async function makeInvitationKey(session: Session, preview: InvitationPreview, kind: InvitationKeyKind, present: Signer | undefined): Promise<InvitationKey | undefined> {
  const { network, person, city } = session;
  if (kind === "PRESENT" && present) return { signer: present.signerBytes, signerKind: present.kind === "DEVICE" ? "DEVICE" : "FULL" };
  if (kind === "DEVICE" && preview.institution) return { signer: (await createDeviceKey(network, preview.institution)).signerBytes, signerKind: "DEVICE" };
  if (kind !== "PASSKEY" || !person) return undefined;
  const passkey = await createPasskey(network, {
    challenge: randomText(),
    userHandle: randomText(),
    name: person.displayName,
    displayName: person.displayName,
    cityName: city.name,
    knownCredentialIds: [],
  });
  await rememberPasskey(network, staffHolder(person.personId), passkey);
  return { signer: passkey.signerBytes, signerKind: "FULL" };
}

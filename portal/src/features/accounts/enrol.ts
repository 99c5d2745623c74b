import type { Shape } from "../../api/shapes.ts";
import { submitOperation } from "../../api/submit-operation.ts";
import { createDeviceKey, loadDeviceKey, moveDeviceKey } from "../../signing/device-key.ts";
import type { SigningNetwork } from "../../signing/signer.ts";

type EnrolmentRequest = { network: SigningNetwork; personId: string; noticeVersion: string; label: string; idempotencyKey: string; onStatus: (status: string) => void };

/**
 * Opens the person's account with this device's key as its first. The key is made under the person's own name, so
 * that a retry sends the same one, and given to the account once there is one.
 */
export async function enrol({ network, personId, noticeVersion, label, idempotencyKey, onStatus }: EnrolmentRequest): Promise<void> {
  const device = (await loadDeviceKey(network, personId)) ?? (await createDeviceKey(network, personId));
  const body: Shape<"EnrolmentRequest"> = { noticeVersion, signerKind: "DEVICE", signer: device.signerBytes, label };
  const { resultIds } = await submitOperation({ path: "/api/enrolment", body, idempotencyKey, onStatus });
  if (resultIds.account !== undefined) await moveDeviceKey(network, personId, resultIds.account);
}

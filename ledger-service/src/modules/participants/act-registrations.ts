import type { Approval } from "../../platform/chain/approval.ts";
import { typedDataByPrimaryType, type SignedPrimaryType } from "../../platform/chain/generated/typed-data.ts";
import type { EncodedCall } from "../../relay/relay-act.ts";

/** Fields of a signed struct; see `reviveMessage` for how integers come. */
export type ActMessage = Readonly<Record<string, unknown>>;
/** Approvals and message → the call of the contract. */
export type ActEncoder = (message: ActMessage, approvals: readonly Approval[]) => EncodedCall;

export interface ActRelayOptions {
  /** Present revision of what the act changes: an act that nobody has signed yet follows it. */
  readonly revisionOf?: (message: ActMessage) => Promise<number>;
}

export interface ActRegistration extends ActRelayOptions {
  readonly encode: ActEncoder;
}

export interface ActRegistrations {
  register(kind: SignedPrimaryType, registration: ActRegistration): void;
  /** @throws Error for a kind that no module registered: a fault of the composition */
  of(kind: SignedPrimaryType): ActRegistration;
}

export function createActRegistrations(): ActRegistrations {
  const byKind = new Map<SignedPrimaryType, ActRegistration>();
  return {
    register: (kind, registration) => {
      byKind.set(kind, registration);
    },
    of: (kind) => {
      const registration = byKind.get(kind);
      if (registration === undefined) throw new Error(`No module sends ${kind}`);
      return registration;
    },
  };
}

export function isSignedKind(kind: string): kind is SignedPrimaryType {
  return kind in typedDataByPrimaryType;
}

import type { Address } from "viem";

export const roleKinds = ["RESIDENT", "CASHIER", "MERCHANT_OWNER", "COORDINATOR", "OFFICER", "AUDITOR"] as const;
export type RoleKind = (typeof roleKinds)[number];

export const officerPowers = ["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "COUNCIL"] as const;
export type OfficerPower = (typeof officerPowers)[number];

/** What a person may do here. `institution` for those who act for one, `powers` for officers and auditors. */
export interface Role {
  readonly kind: RoleKind;
  readonly institution?: Address;
  readonly institutionName?: string;
  readonly powers?: readonly OfficerPower[];
}

export const signInMethods = ["OIDC", "PASSKEY", "ETHEREUM"] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** The institution for which a person acts, after a step-up inside the session [S8]. */
export interface ActingFor {
  readonly institution: Address;
  readonly institutionName: string;
  readonly kind: RoleKind;
}

/** Who asks. `account` is the person's own (resident or staff), once there is one. */
export interface Caller {
  readonly personId: string;
  readonly displayName: string;
  readonly signInMethod: SignInMethod;
  readonly signedInAt: Date;
  readonly account?: Address;
  readonly roles: readonly Role[];
  readonly actingFor?: ActingFor;
}

/** Who asks when the route needs an acting-for step-up: the institution is there. */
export interface InstitutionCaller extends Caller {
  readonly actingFor: ActingFor;
}

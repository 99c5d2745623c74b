import type { Caller, OfficerPower, RoleKind } from "../../kernel/caller.ts";

/** A role that opens a route. Roles held for an institution count only while the person acts for it [S8]. */
export interface RoleNeed {
  readonly role: RoleKind;
  /** Any one of these, for officers and auditors. */
  readonly powers?: readonly OfficerPower[];
}

/** "public": anyone; "session": whoever is signed in; otherwise one of the roles. */
export type Access = "public" | "session" | RoleNeed | readonly RoleNeed[];

/** Who the handler of a route with this access gets. */
export type CallerOf<A extends Access> = A extends "public" ? Caller | undefined : Caller;

export type AccessAnswer = "ALLOWED" | "SIGN_IN_NEEDED" | "ACTING_FOR_NEEDED" | "FORBIDDEN";

const institutionRoles: ReadonlySet<RoleKind> = new Set(["CASHIER", "MERCHANT_OWNER", "COORDINATOR"]);

/** Whether a caller may use a route. Pure: the authorization tests walk the route table with it [S9]. */
export function answerAccess(access: Access, caller: Caller | undefined): AccessAnswer {
  if (access === "public") return "ALLOWED";
  if (caller === undefined) return "SIGN_IN_NEEDED";
  if (access === "session") return "ALLOWED";
  const answers = needsOf(access).map((need) => answerNeed(need, caller));
  if (answers.includes("ALLOWED")) return "ALLOWED";
  return answers.includes("ACTING_FOR_NEEDED") ? "ACTING_FOR_NEEDED" : "FORBIDDEN";
}

function needsOf(access: RoleNeed | readonly RoleNeed[]): readonly RoleNeed[] {
  return "role" in access ? [access] : access;
}

function answerNeed(need: RoleNeed, caller: Caller): AccessAnswer {
  const held = caller.roles.filter((role) => role.kind === need.role);
  if (held.length === 0) return "FORBIDDEN";
  if (institutionRoles.has(need.role)) {
    const isActing = held.some(
      (role) => caller.actingFor?.kind === role.kind && caller.actingFor.institution === role.institution,
    );
    return isActing ? "ALLOWED" : "ACTING_FOR_NEEDED";
  }
  const powers = need.powers;
  if (powers === undefined) return "ALLOWED";
  return held.some((role) => role.powers?.some((power) => powers.includes(power))) ? "ALLOWED" : "FORBIDDEN";
}

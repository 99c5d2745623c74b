import type { Hex } from "viem";
import type { DeployedName } from "./deployed-contracts.ts";

/** The address of a contract of the plan, known before it exists because addresses follow from nonces. */
export interface AddressOf {
  readonly addressOf: DeployedName;
}

/** The account of the institution that a salt gives, which follows from the factory's address. */
export interface InstitutionOf {
  readonly institutionOf: Hex;
}

export type PlanArgument =
  | string
  | number
  | bigint
  | boolean
  | AddressOf
  | InstitutionOf
  | readonly PlanArgument[]
  | { readonly [member: string]: PlanArgument };

/** `artifact` is the fully qualified name under which the compiler knows the contract. */
export interface DeployStep {
  readonly kind: "deploy";
  readonly name: DeployedName;
  readonly artifact: string;
  readonly args: readonly PlanArgument[];
}

export interface SendStep {
  readonly kind: "send";
  readonly to: DeployedName;
  readonly fn: string;
  readonly args: readonly PlanArgument[];
}

/** One transaction each: step n of the plan is the deployer's transaction number n. */
export type PlanStep = DeployStep | SendStep;

export const addressOf = (name: DeployedName): AddressOf => ({ addressOf: name });

export const isAddressOf = (argument: PlanArgument): argument is AddressOf =>
  typeof argument === "object" && "addressOf" in argument;

export const institutionOf = (salt: Hex): InstitutionOf => ({ institutionOf: salt });

export const isInstitutionOf = (argument: PlanArgument): argument is InstitutionOf =>
  typeof argument === "object" && "institutionOf" in argument;

export const deploy = (name: DeployedName, artifact: string, args: readonly PlanArgument[] = []): DeployStep => ({
  kind: "deploy",
  name,
  artifact,
  args,
});

export const send = (to: DeployedName, fn: string, args: readonly PlanArgument[]): SendStep => ({
  kind: "send",
  to,
  fn,
  args,
});

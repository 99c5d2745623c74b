import { type Hex, keccak256, stringToBytes } from "viem";

/** Powers of a city's officers and service, as `values/Powers.sol` names them. */
export type PowerName = "ADMIN" | "ACCREDIT" | "PROGRAMME" | "TREASURY" | "AUDIT" | "COUNCIL" | "ENROL" | "RELAY";

/** Roles of contracts, as `values/Powers.sol` names them. */
export type RoleName = "CONSORTIUM" | "MOVER" | "SHEETS" | "DESK" | "DOOR" | "REGISTRAR";

/** AccessControl's own role that administers the others. */
export const DEFAULT_ADMIN_ROLE: Hex = `0x${"00".repeat(32)}`;

export const powerId = (name: PowerName): Hex => keccak256(stringToBytes(name));

export const roleId = (name: RoleName): Hex => keccak256(stringToBytes(name));

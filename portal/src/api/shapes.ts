import type { Hex } from "viem";
import type { components } from "./generated/api.d.ts";

/** One shape of the service's published contract, by its name there. */
export type Shape<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The same with some of its members read as bytes in hexadecimal, which the contract writes as patterned text. */
export type WithHex<Whole, Members extends keyof Whole> = Omit<Whole, Members> & { [Member in Members]: Hex };

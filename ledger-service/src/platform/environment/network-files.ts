import type { Address, Hex } from "viem";
import { z } from "zod";

/** Shapes of the files that a network's founding writes for all its cities. Nothing in them is secret. */

export const address = z.custom<Address>((value) => typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value));

export const hash32 = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));

/** A member city of `cities.json`, but for where it is: production wants https, a trial may be on this machine. */
export const memberCitySchema = z.object({
  id: z.number().int().min(1).max(255),
  slug: z.string(),
  name: z.string(),
  population: z.number().int().positive(),
  character: z.string().regex(/^[A-Z]$/),
  accent: z.string().optional(),
  localizedName: z.string().optional(),
});

export const deployedAddressesSchema = z.object({
  schemaRegistry: address,
  eas: address,
  cityPasskeyVerifier: address,
  deviceKeyVerifier: address,
  authority: address,
  participants: address,
  accounts: address,
  institutionAccounts: address,
  points: address,
  programmes: address,
  clearingHouse: address,
  earningSheets: address,
  serviceExchanges: address,
  redemptionDesk: address,
  consortium: address,
  timelock: address,
  council: address,
  emergencyPause: address,
  reportAnchors: address,
});

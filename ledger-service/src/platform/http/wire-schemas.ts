import { getAddress, type Hex } from "viem";
import { z } from "zod";

/** 32 bytes in hex, lower case. */
export const bytes32 = z
  .templateLiteral(["0x", z.string().regex(/[0-9a-fA-F]{64}/)])
  .overwrite(lowerCase)
  .meta({ description: "32 bytes in hex" });

/** An account, an institution or a contract; one spelling each (checksum form). */
export const address = z
  .templateLiteral(["0x", z.string().regex(/[0-9a-fA-F]{40}/)])
  .overwrite((text) => getAddress(text))
  .meta({ description: "Account, 20 bytes in hex" });

/** Whole points as a decimal string, so that no reader rounds them. */
export const points = z.string().regex(/^-?\d{1,39}$/).meta({ description: "Whole points, a decimal string" });

/** A whole number that always fits a JavaScript number. */
export const count = z.number().int();

export const isoTime = z.iso.datetime().meta({ description: "Instant, ISO 8601 in UTC" });

/** ERC-7913 bytes: a plain account, or a verifier's address followed by the key. */
export const signerBytes = z
  .templateLiteral(["0x", z.string().regex(/(?:[0-9a-fA-F]{2}){20,256}/)])
  .overwrite(lowerCase)
  .meta({ description: "Key, ERC-7913 bytes in hex" });

export const signatureBytes = z
  .templateLiteral(["0x", z.string().regex(/(?:[0-9a-fA-F]{2}){1,4096}/)])
  .meta({ description: "Signature, bytes in hex" });

/** What a person signs: the page computes the EIP-712 digest itself and shows what it signs. */
export const toSign = z
  .object({ contract: z.string(), primaryType: z.string(), message: z.record(z.string(), z.unknown()) })
  .meta({ id: "ToSign" });

/** A signature and the key that made it. */
export const signed = z.object({ signer: signerBytes, signature: signatureBytes }).meta({ id: "Signed" });

function lowerCase(text: Hex): Hex {
  return `0x${text.slice(2).toLowerCase()}`;
}

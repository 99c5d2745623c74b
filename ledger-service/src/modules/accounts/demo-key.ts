import { createECDH } from "node:crypto";
import { concatHex, type Address, type Hex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { bytesOfHex, hexOfBytes } from "../../kernel/hex.ts";

/** A cast key of the demo, as its configuration has it. */
export interface DemoKey {
  readonly label: string;
  readonly kind: "FULL" | "DEVICE";
  readonly curve: "secp256k1" | "p256";
  readonly privateKey: Hex;
}

/** Said beside the key wherever it is shown. */
export const demoKeyNotice =
  "Clé de démonstration\u00A0: elle signe pour ce personnage dans ce réseau d’essai seulement. Aucun autre réseau ne l’accepte.";

/** The ERC-7913 bytes of a cast key: a wallet's address, or the device verifier followed by the public key. */
export function signerOfDemoKey(key: DemoKey, deviceVerifier: Address): Hex {
  if (key.curve === "secp256k1") return privateKeyToAddress(key.privateKey);
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(bytesOfHex(key.privateKey));
  // Without the first byte, which only says that the point is written whole.
  return concatHex([deviceVerifier, hexOfBytes(pair.getPublicKey().subarray(1))]);
}

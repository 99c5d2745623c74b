import { createECDH, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { concatHex, hexToBytes, keccak256, numberToHex, stringToBytes, toHex, type Address, type Hex } from "viem";

const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A browser's P-256 key, as WebCrypto makes one: it always signs the SHA-256 of what it is given. */
export interface DeviceKey {
  /** ERC-7913 bytes. */
  readonly signer: Hex;
  sign(digest: Hex): Hex;
}

/** The same name gives the same key in every run. */
export function deviceKey(name: string, deviceVerifier: Address): DeviceKey {
  const secret = hexToBytes(keccak256(stringToBytes(`device of ${name}`)));
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.from(secret));
  const point = pair.getPublicKey();
  const key = keyObject(secret, point);
  return {
    signer: concatHex([deviceVerifier, toHex(point.subarray(1))]),
    sign: (digest) => lowS(sign("sha256", hexToBytes(digest), { key, dsaEncoding: "ieee-p1363" })),
  };
}

function keyObject(secret: Uint8Array, point: Buffer): KeyObject {
  const part = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", d: part(secret), x: part(point.subarray(1, 33)), y: part(point.subarray(33)) };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

/** The contracts refuse a high s [W4]. */
function lowS(signature: Buffer): Hex {
  const s = BigInt(toHex(signature.subarray(32)));
  const low = s > curveOrder / 2n ? curveOrder - s : s;
  return concatHex([toHex(signature.subarray(0, 32)), numberToHex(low, { size: 32 })]);
}

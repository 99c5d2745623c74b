import { createECDH, createHash, createPrivateKey, type KeyObject, sign as signWith } from "node:crypto";
import { concat, dataLength, getBytes, hexlify, id, keccak256, toBeHex, toUtf8Bytes, AbiCoder, Wallet } from "ethers";

/** A key of an actor: its ERC-7913 bytes and a signature over any digest, of the form its verifier expects. */
export interface TestSigner {
  readonly bytes: string;
  /** keccak256(bytes): what contracts store. */
  readonly hash: string;
  sign(digest: string): string;
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;

interface P256Key {
  readonly point: string; // qx ‖ qy
  readonly key: KeyObject;
}

export interface P256Signature {
  readonly r: string;
  readonly s: string;
}

/** The same name gives the same key, so that a failing test fails again. */
const scalarOf = (name: string): bigint => (BigInt(id(`maille test key ${name}`)) % (P256_ORDER - 1n)) + 1n;

function p256Key(name: string): P256Key {
  const d = getBytes(toBeHex(scalarOf(name), 32));
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(d);
  const point = ecdh.getPublicKey().subarray(1);
  const part = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", d: part(d), x: part(point.subarray(0, 32)), y: part(point.subarray(32)) };
  return { point: hexlify(point), key: createPrivateKey({ format: "jwk", key: jwk }) };
}

/** Signs SHA-256 of the message; `s` in its low form, as clients normalise it [W4]. */
function signP256({ key }: P256Key, message: Uint8Array): P256Signature {
  const raw = signWith("sha256", message, { key, dsaEncoding: "ieee-p1363" });
  const s = BigInt(hexlify(raw.subarray(32)));
  return { r: hexlify(raw.subarray(0, 32)), s: toBeHex(s > P256_ORDER / 2n ? P256_ORDER - s : s, 32) };
}

/** The same signature with the other `s`: equally valid mathematics, refused on chain [W4]. */
export const highS = ({ r, s }: P256Signature): P256Signature => ({ r, s: toBeHex(P256_ORDER - BigInt(s), 32) });

const signer = (bytes: string, sign: (digest: string) => string): TestSigner => ({ bytes, hash: keccak256(bytes), sign });

/** A wallet: 20 bytes, ECDSA over the digest. */
export function walletSigner(name: string): TestSigner {
  const wallet = new Wallet(id(`maille test wallet ${name}`));
  return signer(wallet.address.toLowerCase(), (digest) => wallet.signingKey.sign(digest).serialized);
}

export interface DeviceKeyOptions {
  /** Changes the signature before it is encoded. */
  readonly tamper?: (signature: P256Signature) => P256Signature;
}

/** A browser's WebCrypto key: P-256 over SHA-256 of the digest, r ‖ s. */
export function deviceKeySigner(name: string, deviceKeyVerifier: string, options: DeviceKeyOptions = {}): TestSigner {
  const key = p256Key(name);
  return signer(concat([deviceKeyVerifier, key.point]), (digest) => {
    const { r, s } = (options.tamper ?? ((same) => same))(signP256(key, getBytes(digest)));
    return concat([r, s]);
  });
}

export interface PasskeyOptions {
  /** Host for which the authenticator signs; the signer's own unless a test says otherwise. */
  readonly assertedHost?: string;
  readonly userVerified?: boolean;
  readonly userPresent?: boolean;
  readonly type?: string;
  readonly tamper?: (signature: P256Signature) => P256Signature;
}

export const rpIdHash = (host: string): string => hexlify(createHash("sha256").update(host).digest());

const sha256 = (data: Uint8Array): Uint8Array => createHash("sha256").update(data).digest();

/** A passkey of the portal at `host`: a WebAuthn assertion whose challenge is the digest. */
export function passkeySigner(
  name: string,
  cityPasskeyVerifier: string,
  host: string,
  options: PasskeyOptions = {},
): TestSigner {
  const key = p256Key(name);
  const { assertedHost = host, userVerified = true, userPresent = true, type = "webauthn.get" } = options;
  const flags = (userPresent ? USER_PRESENT : 0) | (userVerified ? USER_VERIFIED : 0);
  return signer(concat([cityPasskeyVerifier, key.point, rpIdHash(host)]), (digest) => {
    const challenge = Buffer.from(getBytes(digest)).toString("base64url");
    const clientData = `{"type":"${type}","challenge":"${challenge}","origin":"https://${assertedHost}"}`;
    const authenticatorData = concat([rpIdHash(assertedHost), toBeHex(flags, 1), toBeHex(1, 4)]);
    const signed = getBytes(concat([authenticatorData, sha256(toUtf8Bytes(clientData))]));
    const { r, s } = (options.tamper ?? ((same) => same))(signP256(key, signed));
    return AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "bytes32", "uint256", "uint256", "bytes", "string"],
      [r, s, clientData.indexOf('"challenge"'), clientData.indexOf('"type"'), authenticatorData, clientData],
    );
  });
}

/** ERC-7913 key without its verifier's address. */
export const keyPart = (signerBytes: string): string => `0x${signerBytes.slice(42)}`;

export const signerLength = (testSigner: TestSigner): number => dataLength(testSigner.bytes);

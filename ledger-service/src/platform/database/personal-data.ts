import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/** Where a personal value lives: bound into its ciphertext, so that it cannot be moved to another row or column. */
export interface PersonalPlace {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** Encrypts personal columns under the city's data key and finds rows by blind index. */
export interface PersonalData {
  /** AES-256-GCM; the text to store names the key: "k1.<iv>.<ciphertext>.<tag>". */
  seal(place: PersonalPlace, text: string): string;
  /** @throws when the value was altered, moved, or sealed under a key that is gone */
  open(place: PersonalPlace, sealed: string): string;
  /** HMAC-SHA-256 for equality look-ups; `purpose` ("persons.issuer-subject") keeps indexes of two columns apart. */
  blindIndex(purpose: string, text: string): string;
}

export interface DataKey {
  readonly id: string;
  /** 32 bytes each. */
  readonly encryption: Uint8Array;
  readonly index: Uint8Array;
}

/** The first key seals; all open. */
export function createPersonalData(keys: readonly [DataKey, ...DataKey[]]): PersonalData {
  const [current] = keys;
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    seal(place, text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.encryption, iv).setAAD(placeBytes(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [current.id, iv, sealed, cipher.getAuthTag()]
        .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
        .join(".");
    },
    open(place, stored) {
      const [keyId = "", iv = "", sealed = "", tag = ""] = stored.split(".");
      const key = byId.get(keyId);
      if (key === undefined) throw new Error(`No data key ${keyId} for ${place.table}.${place.column}`);
      const decipher = createDecipheriv("aes-256-gcm", key.encryption, Buffer.from(iv, "base64url"))
        .setAAD(placeBytes(place))
        .setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(sealed, "base64url")), decipher.final()]).toString("utf8");
    },
    blindIndex(purpose, text) {
      return createHmac("sha256", current.index).update(`${purpose}\u0000${text}`, "utf8").digest("hex");
    },
  };
}

function placeBytes(place: PersonalPlace): Buffer {
  return Buffer.from(`${place.table}\u0000${place.column}\u0000${place.rowId}`, "utf8");
}

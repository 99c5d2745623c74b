import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { z } from "zod";

const scryptCost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const sealedFileSchema = z.object({
  version: z.literal(1),
  salt: z.string(),
  iv: z.string(),
  tag: z.string(),
  sealed: z.string(),
});

/** The file cannot be opened with this passphrase, or was altered. */
export class SealedFileError extends Error {
  constructor(path: string) {
    super(`The keys in ${path} cannot be opened with this passphrase.`);
    this.name = "SealedFileError";
  }
}

/** Writes `text` under AES-256-GCM with a key of scrypt(passphrase); whole or not at all. */
export function writeSealedFile(path: string, passphrase: string, text: string): void {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", scryptSync(passphrase, salt, 32, scryptCost), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const content = JSON.stringify({
    version: 1,
    salt: salt.toString("base64url"),
    iv: iv.toString("base64url"),
    tag: cipher.getAuthTag().toString("base64url"),
    sealed: sealed.toString("base64url"),
  });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, "w", 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** @throws SealedFileError */
export function readSealedFile(path: string, passphrase: string): string {
  const file = sealedFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const key = scryptSync(passphrase, Buffer.from(file.salt, "base64url"), 32, scryptCost);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(file.iv, "base64url")).setAuthTag(
    Buffer.from(file.tag, "base64url"),
  );
  try {
    return Buffer.concat([decipher.update(Buffer.from(file.sealed, "base64url")), decipher.final()]).toString("utf8");
  } catch {
    throw new SealedFileError(path);
  }
}

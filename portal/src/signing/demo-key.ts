import { queryOptions } from "@tanstack/react-query";
import { bytesToHex, hexToBytes } from "viem/utils";
import type { Hex } from "viem";
import { Problem } from "../api/problem.ts";
import { readHex, readRecord, readString } from "../api/read-json.ts";
import { requestJson } from "../api/request-json.ts";
import { base64urlOf } from "./base64url.ts";
import { demoSigner } from "./demo-signer.ts";
import type { DemoKey } from "./demo-signer.ts";
import type { Signer } from "./signer.ts";

const NOT_FOUND = 404;
const VERIFIER_BYTES = 20;
const COORDINATE_BYTES = 32;

/** A cast key and the sentence that must be shown beside whatever it signs. */
export type DemoKeyring = { signer: Signer; label: string; notice: string };

/** The JWK of a P-256 key from its secret and its ERC-7913 bytes (`verifier ‖ x ‖ y ‖ …`). */
export function p256Jwk(privateKey: Hex, signerBytes: Hex): JsonWebKey {
  const point = hexToBytes(signerBytes).subarray(VERIFIER_BYTES);
  const coordinate = (at: number) => base64urlOf(point.subarray(at, at + COORDINATE_BYTES));
  return { kty: "EC", crv: "P-256", d: base64urlOf(hexToBytes(privateKey)), x: coordinate(0), y: coordinate(COORDINATE_BYTES) };
}

function readDemoKey(answer: Record<string, unknown>): DemoKey {
  const privateKey = readHex(answer.privateKey, "demoKey.privateKey");
  if (answer.curve === "secp256k1") return { algorithm: "secp256k1", privateKey };
  const signerBytes = readHex(answer.signer, "demoKey.signer");
  return { algorithm: "P-256", kind: answer.kind === "FULL" ? "FULL" : "DEVICE", signerBytes: bytesToHex(hexToBytes(signerBytes)), privateKeyJwk: p256Jwk(privateKey, signerBytes) };
}

async function fetchDemoKey(signal: AbortSignal): Promise<DemoKeyring | null> {
  try {
    const answer = readRecord((await requestJson("/api/demo/key", { signal })).body, "demoKey");
    return { signer: await demoSigner(readDemoKey(answer)), label: readString(answer.label, "demoKey.label"), notice: readString(answer.notice, "demoKey.notice") };
  } catch (error) {
    if (error instanceof Problem && error.status === NOT_FOUND) return null;
    throw error;
  }
}

/** The key of the cast's person who is signed in; null for anyone else. Asked on demo networks only. */
export function demoKeyQuery(personId: string) {
  return queryOptions({
    queryKey: ["demo-key", personId],
    queryFn: ({ signal }) => fetchDemoKey(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

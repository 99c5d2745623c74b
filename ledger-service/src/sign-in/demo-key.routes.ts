import { createECDH } from "node:crypto";
import { concat, type Hex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { z } from "zod";
import { bytesOfHex, hexOfBytes } from "../kernel/hex.ts";
import type { VerifierAddresses } from "../platform/chain/chain.ts";
import type { DemoConfiguration, PersonaKey } from "../platform/environment/city-configuration.ts";
import { commonProblems } from "../platform/http/common.problems.ts";
import { defineRoute, type Route } from "../platform/http/route.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import { address, bytes32, signerBytes } from "../platform/http/wire-schemas.ts";
import type { PersonStore } from "./person-store.ts";

const demoKeySchema = z
  .object({
    label: z.string(),
    kind: z.enum(["FULL", "DEVICE"]),
    curve: z.enum(["secp256k1", "p256"]),
    privateKey: bytes32,
    signer: signerBytes,
    account: address.optional(),
    notice: z.string(),
  })
  .meta({ id: "DemoKey" });

const notice =
  "Clé de démonstration, connue de tous. Elle ne vaut rien hors de ce réseau d’essai, qui est seul à l’accepter.";

/** Exists on every city for the API's description; answers 404 wherever the network is not a demo. */
export function demoKeyRoutes(parts: {
  demo: DemoConfiguration | undefined;
  persons: PersonStore;
  verifiers: VerifierAddresses;
  securityLog: SecurityLog;
}): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/demo/key",
      summary: "The cast key of the persona who is signed in (demo networks only)",
      access: "session",
      answer: demoKeySchema,
      handle: async ({ caller }) => {
        if (parts.demo === undefined) throw commonProblems.of("not-found");
        const identity = await parts.persons.identityOf(caller.personId);
        const key = parts.demo.personaKeys.find((candidate) => candidate.subject === identity?.subject);
        if (key === undefined) throw commonProblems.of("not-found");
        await parts.securityLog.record({ event: "DEMO_KEY_GIVEN", personId: caller.personId });
        const { label, kind, curve, privateKey } = key;
        return { label, kind, curve, privateKey, signer: signerOf(key, parts.verifiers), account: caller.account, notice };
      },
    }),
  ];
}

function signerOf(key: PersonaKey, verifiers: VerifierAddresses): Hex {
  if (key.curve === "secp256k1") return privateKeyToAddress(key.privateKey);
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(bytesOfHex(key.privateKey));
  // An uncompressed point: 0x04 ‖ x ‖ y.
  return concat([verifiers.device, hexOfBytes(ecdh.getPublicKey().subarray(1))]);
}

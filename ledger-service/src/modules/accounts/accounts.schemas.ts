import { z } from "zod";
import { address, bytes32, count, isoTime, points, signed, signerBytes } from "../../platform/http/wire-schemas.ts";

/** A browser's answer to `navigator.credentials.create`; checked in full by the WebAuthn library. */
export const passkeyResponse = z
  .object({
    id: z.string().max(1400),
    rawId: z.string().max(1400),
    type: z.literal("public-key"),
    authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
    clientExtensionResults: z.record(z.string(), z.unknown()),
    response: z.object({
      clientDataJSON: z.string().max(8_000),
      attestationObject: z.string().max(16_000),
      authenticatorData: z.string().max(8_000).optional(),
      transports: z.array(z.string().max(20)).max(10).optional(),
      publicKeyAlgorithm: z.number().optional(),
      publicKey: z.string().max(2_000).optional(),
    }),
  })
  .meta({ id: "PasskeyResponse" });

const signerKind = z.enum(["FULL", "DEVICE"]);
const label = z.string().trim().min(1).max(60);
/** Unix seconds, on the wire a decimal string as every uint64. */
const unixSeconds = z.string().regex(/^\d{1,12}$/);

export const enrolmentSchema = z
  .object({
    status: z.enum(["NONE", "ENROLLED"]),
    noticeVersion: z.string(),
    notice: z.object({ paragraphs: z.array(z.string()) }),
    programmeTerms: z.object({ howToEarn: z.string(), howToExchange: z.string(), expiry: z.string(), conversionFactor: z.string() }),
  })
  .meta({ id: "Enrolment" });

export const enrolBody = z
  .object({
    noticeVersion: z.string().max(40),
    signerKind,
    signer: signerBytes,
    passkey: passkeyResponse.optional().meta({ description: "When the first key is a passkey" }),
    label: label.optional(),
  })
  .meta({ id: "EnrolmentRequest" });

const cap = z.object({ perDayPoints: points, spentTodayPoints: points });

export const accountSchema = z
  .object({
    account: address,
    kind: z.enum(["RESIDENT", "STAFF"]),
    memberCode: z.string().nullable(),
    municipalIdentifier: z.string().nullable(),
    status: z.enum(["PENDING", "ACTIVE", "SUSPENDED", "CLOSED"]),
    revision: count,
    confirmedUntil: z.iso.date().nullable(),
    hadFullSigner: z.boolean(),
    signers: z.array(
      z.object({
        signerHash: bytes32,
        kind: signerKind,
        label: z.string(),
        isPasskey: z.boolean(),
        activeFrom: isoTime,
        isPending: z.boolean(),
        createdAt: isoTime,
      }),
    ),
    /** Active passkeys, so that whichever device carries one can approve with it. */
    passkeys: z.array(z.object({ credentialId: z.string(), signer: signerBytes })),
    caps: z.object({ device: cap.extend({ perChargePoints: points }), full: cap }),
    openedCities: z.array(count),
    privacy: z.object({
      sharesProfile: z.boolean(),
      sharesLocation: z.boolean(),
      linksCities: z.boolean(),
      appearsInRankings: z.boolean(),
      showsNoticeContent: z.boolean(),
    }),
    asOfBlock: count,
  })
  .meta({ id: "AccountView" });

export const addSignerBody = z
  .object({
    kind: signerKind,
    signer: signerBytes,
    label,
    addition: z.object({ revision: count.min(0), validBefore: unixSeconds }),
    holder: signed.optional(),
    passkey: passkeyResponse.optional(),
  })
  .meta({ id: "SignerAdditionRequest" });

export const removeSignerBody = z
  .object({
    removal: z.object({ signerHash: bytes32, revision: count.min(0), validBefore: unixSeconds }),
    holder: signed.optional(),
  })
  .meta({ id: "SignerRemovalRequest" });

export const changeCapsBody = z
  .object({
    kind: signerKind,
    perChargePoints: points,
    perDayPoints: points,
    change: z.object({ revision: count.min(0), validBefore: unixSeconds }),
    holder: signed,
  })
  .meta({ id: "CapsChangeRequest" });

/** WebAuthn's own JSON: read by the browser's library, not by us. */
export const passkeyOptionsSchema = z.object({ options: z.record(z.string(), z.unknown()) }).meta({ id: "PasskeyOptions" });

export const memberCodeSchema = z.object({ memberCode: z.string() }).meta({ id: "MemberCode" });
export const memberCodeLookupsSchema = z
  .object({ lookups: z.array(z.object({ at: isoTime, institutionName: z.string(), cityName: z.string() })) })
  .meta({ id: "MemberCodeLookups" });

export const cityParams = z.object({ cityId: z.coerce.number().int().min(1).max(255) });
export const openedCityBody = z.object({ opened: z.boolean(), textVersion: z.string().min(1).max(40) }).meta({ id: "OpenedCityRequest" });
export const openedCitiesSchema = z.object({ openedCities: z.array(count) }).meta({ id: "OpenedCities" });

export const noticesSchema = z
  .object({
    notices: z.array(
      z.object({
        id: z.uuid(),
        at: isoTime,
        kind: z.string(),
        title: z.string(),
        body: z.string(),
        link: z.string().optional(),
        readAt: isoTime.optional(),
      }),
    ),
  })
  .meta({ id: "Notices" });
export const noticeParams = z.object({ id: z.uuid() });

export const demoKeySchema = z
  .object({
    label: z.string(),
    kind: signerKind,
    curve: z.enum(["secp256k1", "p256"]),
    privateKey: bytes32,
    signer: signerBytes,
    account: address.nullable(),
    notice: z.string(),
  })
  .meta({ id: "DemoKey" });

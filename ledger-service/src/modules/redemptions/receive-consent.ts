import type { z } from "zod";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { consentTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest } from "../../platform/chain/typed-data.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { CounterChargeRow } from "./counter-charge.entity.ts";
import { lockCounterCharge, updateCounterCharge } from "./counter-charge-store.ts";
import { deliverConsentBodySchema, type deliverConsentAnswerSchema } from "./redemptions.schemas.ts";

export const DELIVER_CONSENT = "deliver-consent";
type Answer = z.input<typeof deliverConsentAnswerSchema>;
type Body = z.output<typeof deliverConsentBodySchema>;

/** The resident's city brings the signed consent; the terminal, still waiting, is told and signs last. */
export function deliverConsentHandler(parts: { chain: Chain; liveEvents: LiveEvents }): IntercityHandler {
  return defineIntercityHandler({
    name: DELIVER_CONSENT,
    body: deliverConsentBodySchema,
    handle: async (fromCityId, body, { manager, afterCommit }): Promise<Answer> => {
      const { consent, signed } = body;
      const row = await lockCounterCharge(manager, consent.chargeId);
      const refusal = refusalOf(row, fromCityId, body, new Date());
      if (row === null || refusal !== undefined) return { accepted: false, reason: refusal ?? "UNKNOWN" };
      const digest = typedDataDigest(parts.chain, consentTypedData, { ...consent });
      const kind = await parts.chain.verifyAccount(consent.account, digest, signed);
      if (kind === SignerKind.NONE) return { accepted: false, reason: "BAD_SIGNATURE" };
      await updateCounterCharge(manager, row.chargeId, {
        state: "CONSENTED",
        consent: {
          account: consent.account,
          validAfter: consent.validAfter,
          validBefore: consent.validBefore,
          ...signed,
        },
      });
      afterCommit(() => {
        parts.liveEvents.publish({
          name: "consent-received",
          to: { kind: "INSTITUTION", institution: row.merchant },
          data: { chargeId: row.chargeId },
        });
      });
      return { accepted: true };
    },
  });
}

function refusalOf(row: CounterChargeRow | null, fromCityId: number, { consent }: Body, now: Date) {
  if (row === null || row.homeCityId !== fromCityId) return "UNKNOWN" as const;
  if (row.state !== "MET") return "NOT_WAITING" as const;
  if (row.validBefore <= now) return "EXPIRED" as const;
  const isSameTerms = consent.merchant === row.merchant && consent.points === row.points.toString();
  return isSameTerms ? undefined : ("TERMS_DIFFER" as const);
}

import type { DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { consentTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest, type Signed } from "../../platform/chain/typed-data.ts";
import type { AskCity } from "./ask-city.ts";
import { deviceAllowancePoints } from "./device-allowance.ts";
import { findPresentedCharge, setPresentedState } from "./presented-charge-store.ts";
import type { PresentedChargeRow } from "./presented-charge.entity.ts";
import { DELIVER_CONSENT } from "./receive-consent.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import { deliverConsentAnswerSchema } from "./redemptions.schemas.ts";

export interface SignedConsent {
  readonly chargeId: Hex;
  readonly account: Address;
  readonly validAfter: number;
  readonly validBefore: number;
  readonly signed: Signed;
}

/**
 * The resident approved: the signature is checked here, then brought to the merchant's city. Approving twice is
 * approving once.
 * @throws Problem `charge-unknown`, `charge-over`, `consent-signature-refused`, `consent-needs-full-key`, `consent-refused`
 */
export async function giveConsent(
  parts: { database: DataSource; chain: Chain; askCity: AskCity },
  given: SignedConsent,
): Promise<void> {
  const row = await findPresentedCharge(parts.database, given.chargeId);
  if (row === null || row.account !== given.account) throw redemptionsProblems.of("charge-unknown");
  if (row.state === "CONSENTED") return;
  if (row.state !== "PRESENTED" || row.validBefore <= new Date()) throw redemptionsProblems.of("charge-over");
  const consent = {
    account: row.account,
    chargeId: row.chargeId,
    merchant: row.terms.merchant,
    points: row.terms.points,
    validAfter: given.validAfter,
    validBefore: given.validBefore,
  };
  await checkSignature(parts.chain, row, consent, given.signed);
  const answer = await parts.askCity(
    row.merchantCityId,
    DELIVER_CONSENT,
    { consent, signed: { ...given.signed } },
    deliverConsentAnswerSchema,
  );
  if (!answer.accepted) throw redemptionsProblems.of(answer.reason === "EXPIRED" ? "charge-over" : "consent-refused");
  await setPresentedState(parts.database.manager, row.chargeId, "CONSENTED");
}

async function checkSignature(
  chain: Chain,
  row: PresentedChargeRow,
  consent: Readonly<Record<string, unknown>>,
  signed: Signed,
): Promise<void> {
  const kind = await chain.verifyAccount(row.account, typedDataDigest(chain, consentTypedData, consent), signed);
  if (kind === SignerKind.NONE) throw redemptionsProblems.of("consent-signature-refused");
  if (kind === SignerKind.FULL) return;
  if (BigInt(row.terms.points) > (await deviceAllowancePoints(chain, row.account))) {
    throw redemptionsProblems.of("consent-needs-full-key");
  }
}

import type { Hex } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { operationAnswerSchema } from "../../relay/operation.schemas.ts";
import { atCounter, merchantOf, type CounterRoutesParts } from "./counter-parts.ts";
import { findRedemption } from "./redemption-store.ts";
import {
  chargeParamsSchema,
  counterQuerySchema,
  refundBodySchema,
  refundDraftBodySchema,
  toSignAnswerSchema,
  voidBodySchema,
} from "./redemptions.schemas.ts";
import { refundRedemption, refundToSign, voidRedemption, voidToSign } from "./undo-redemption.ts";

/** A sale undone the same day, or points given back later: the terminal signs again. */
export function undoRoutes(parts: CounterRoutesParts): Route[] {
  const { database, relay } = parts;
  return [
    defineRoute({
      method: "POST",
      path: "/api/charges/{chargeId}/void/draft",
      summary: "What the terminal signs to undo a sale of today",
      access: atCounter,
      params: chargeParamsSchema,
      body: counterQuerySchema.required(),
      answer: toSignAnswerSchema,
      problems: ["charge-unknown", "void-refused", "void-too-late"],
      handle: async ({ caller, params, body }) => ({
        toSign: voidToSign(await findRedemption(database, params.chargeId), merchantOf(caller), body.terminal, new Date()),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/charges/{chargeId}/void",
      summary: "Undoes a sale of today",
      access: atCounter,
      params: chargeParamsSchema,
      body: voidBodySchema,
      answer: operationAnswerSchema,
      problems: ["charge-unknown", "void-refused", "void-too-late", "terminal-signature-refused"],
      handle: async ({ caller, params, body, transaction }) => ({
        operation: await voidRedemption(
          { relay, act: parts.voidAct },
          transaction,
          await undoing(parts, caller, params.chargeId, body.signed),
          body.validBefore,
        ),
      }),
    }),
    defineRoute({
      method: "POST",
      path: "/api/charges/{chargeId}/refund/draft",
      summary: "What the terminal signs to give points back",
      access: atCounter,
      params: chargeParamsSchema,
      body: refundDraftBodySchema,
      answer: toSignAnswerSchema,
      problems: ["charge-unknown", "refund-exceeds-charge"],
      handle: async ({ caller, params, body }) => ({
        toSign: refundToSign(await findRedemption(database, params.chargeId), merchantOf(caller), body, new Date()),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/charges/{chargeId}/refund",
      summary: "Gives points of a sale back",
      access: atCounter,
      params: chargeParamsSchema,
      body: refundBodySchema,
      answer: operationAnswerSchema,
      problems: ["charge-unknown", "refund-exceeds-charge", "refund-too-late", "terminal-signature-refused"],
      handle: async ({ caller, params, body, transaction }) => {
        const { signed, ...refund } = body;
        return {
          operation: await refundRedemption(
            { relay, act: parts.refundAct },
            transaction,
            await undoing(parts, caller, params.chargeId, signed),
            refund,
          ),
        };
      },
    }),
  ];
}

async function undoing({ database }: CounterRoutesParts, caller: Caller, chargeId: Hex, signed: { signer: Hex; signature: Hex }) {
  return {
    merchant: merchantOf(caller),
    redemption: await findRedemption(database, chargeId),
    ownerPersonId: caller.personId,
    signed,
  };
}

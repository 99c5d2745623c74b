import type { DataSource } from "typeorm";
import { z } from "zod";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import { signatureBytes } from "../../platform/http/wire-schemas.ts";
import { ownCloseOf } from "./close-store.ts";

export const DAILY_CLOSE = "daily-close";

export const askedCloseSchema = z.discriminatedUnion("found", [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), text: z.string().max(100_000), validBefore: z.string().regex(/^\d{1,20}$/), signature: signatureBytes }),
]);

/** Another city asks for this one's close of a day. */
export function answerCloseHandler(parts: { database: DataSource; cityId: number }): IntercityHandler {
  return defineIntercityHandler({
    name: DAILY_CLOSE,
    body: z.strictObject({ day: z.iso.date() }),
    handle: async (_fromCityId, { day }, { manager }) => {
      const close = await ownCloseOf(manager, parts.cityId, day);
      if (close === undefined) return { found: false };
      return { found: true, text: close.text, validBefore: close.validBefore.toString(), signature: close.signature };
    },
  });
}

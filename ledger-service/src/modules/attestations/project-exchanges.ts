import type { Address } from "viem";
import { onEvent, type Projection } from "../../indexing/projection.ts";

/** Exchanges that the chain settled, and what was said of them. */
export const exchangesProjection: Projection = {
  name: "attestations-exchanges",
  tables: ["exchanges_settled", "testimonials_given"],
  on: [
    onEvent("serviceExchanges", "ExchangeSettled", async ({ args, blockTimestamp }, { manager, notify }) => {
      await manager.query(
        `INSERT INTO exchanges_settled (exchange_id, provider, receiver, points, quantity_minutes, kind, terms_hash,
           attestation_uid, settled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          args.exchangeId, args.provider, args.receiver, args.points.toString(), args.quantityMinutes, args.kind,
          args.termsHash, args.attestationUid, blockTimestamp,
        ],
      );
      for (const account of [args.provider, args.receiver]) {
        notify({ name: "exchange-changed", to: { kind: "ACCOUNT", account }, data: { exchangeId: args.exchangeId } });
      }
    }),
    onEvent("serviceExchanges", "TestimonialGiven", async ({ args, blockTimestamp }, { manager, notify }) => {
      await manager.query(
        `INSERT INTO testimonials_given (exchange_id, author, rating, text_hash, attestation_uid, given_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [args.exchangeId, args.author, args.rating, args.textHash, args.attestationUid, blockTimestamp],
      );
      // Both hear of it: who wrote, and whom it is about.
      const sides: { provider: Address; receiver: Address }[] = await manager.query(
        `SELECT provider, receiver FROM exchanges_settled WHERE exchange_id = $1`,
        [args.exchangeId],
      );
      for (const account of sides.flatMap(({ provider, receiver }) => [provider, receiver])) {
        notify({ name: "exchange-changed", to: { kind: "ACCOUNT", account }, data: { exchangeId: args.exchangeId } });
      }
    }),
  ],
};

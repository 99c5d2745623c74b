import type { EntityManager } from "typeorm";
import { onEvent, type Projection } from "../../indexing/projection.ts";

type Amounts = { readonly issued?: bigint; readonly redeemed?: bigint; readonly returned?: bigint };

/** Balances by account and issuing city, and what each city issued, took back and returned (I1). */
export const balancesProjection: Projection = {
  name: "points-balances",
  tables: ["balances", "issuer_totals"],
  on: [
    onEvent("points", "PointsIssued", async ({ args }, { manager, notify }) => {
      await addToBalance(manager, args.account, args.cityId, args.points);
      await addToTotals(manager, args.cityId, { issued: args.points });
      notify({ name: "account-changed", to: { kind: "ACCOUNT", account: args.account }, data: {} });
    }),
    onEvent("points", "PointsRedeemed", async ({ args }, { manager, notify }) => {
      await addToBalance(manager, args.account, args.cityId, -args.points);
      await addToTotals(manager, args.cityId, { redeemed: args.points });
      notify({ name: "account-changed", to: { kind: "ACCOUNT", account: args.account }, data: {} });
    }),
    onEvent("points", "PointsReturned", async ({ args }, { manager, notify }) => {
      await addToBalance(manager, args.account, args.cityId, args.points);
      await addToTotals(manager, args.cityId, { returned: args.points });
      notify({ name: "account-changed", to: { kind: "ACCOUNT", account: args.account }, data: {} });
    }),
    onEvent("points", "PointsMoved", async ({ args }, { manager, notify }) => {
      await addToBalance(manager, args.from, args.cityId, -args.points);
      await addToBalance(manager, args.to, args.cityId, args.points);
      for (const account of [args.from, args.to]) notify({ name: "account-changed", to: { kind: "ACCOUNT", account }, data: {} });
    }),
  ],
};

async function addToBalance(manager: EntityManager, account: string, cityId: number, points: bigint): Promise<void> {
  if (points >= 0n) {
    await manager.query(
      `INSERT INTO balances (account, city_id, points) VALUES ($1, $2, $3)
       ON CONFLICT (account, city_id) DO UPDATE SET points = balances.points + EXCLUDED.points`,
      [account, cityId, points.toString()],
    );
    return;
  }
  // An inserted row would have to pass the check of a balance below zero, so a fall only updates.
  await manager.query(`UPDATE balances SET points = points + $3 WHERE account = $1 AND city_id = $2`, [account, cityId, points.toString()]);
}

async function addToTotals(manager: EntityManager, cityId: number, amounts: Amounts): Promise<void> {
  await manager.query(
    `INSERT INTO issuer_totals (city_id, issued_points, redeemed_points, returned_points) VALUES ($1, $2, $3, $4)
     ON CONFLICT (city_id) DO UPDATE SET issued_points = issuer_totals.issued_points + EXCLUDED.issued_points,
       redeemed_points = issuer_totals.redeemed_points + EXCLUDED.redeemed_points,
       returned_points = issuer_totals.returned_points + EXCLUDED.returned_points`,
    [cityId, (amounts.issued ?? 0n).toString(), (amounts.redeemed ?? 0n).toString(), (amounts.returned ?? 0n).toString()],
  );
}

import type { EntityManager } from "typeorm";
import { onEvent, type Projection } from "../../indexing/projection.ts";
import { clearingParameterEntity, clearingPeriodEntity, obligationEntity, sideEntity } from "./clearing.entity.ts";

/** Obligations of all pairs: every treasurer sees the same books. */
export const clearingProjection: Projection = {
  name: "clearing",
  tables: ["clearing_periods", "clearing_obligations", "clearing_sides", "clearing_parameters"],
  on: [
    onEvent("clearingHouse", "ObligationRecorded", async ({ args }, { manager }) => {
      await add(manager, args, "recorded_points");
    }),
    onEvent("clearingHouse", "ObligationReversed", async ({ args }, { manager }) => {
      await add(manager, args, "reversed_points");
    }),
    onEvent("clearingHouse", "SideChanged", async ({ args }, { manager }) => {
      const { cityId, otherCityId, asCreditor, ceilingPoints, suspended, revision } = args;
      await manager
        .getRepository(sideEntity)
        .save({ cityId, otherCityId, asCreditor, ceilingPoints, suspended, revision });
    }),
    onEvent("clearingHouse", "PeriodsAdded", async ({ args }, { manager }) => {
      await manager.getRepository(clearingPeriodEntity).insert(
        args.startsAt.map((startsAt, offset) => ({
          periodIndex: args.firstIndex + offset,
          startsAt: new Date(Number(startsAt) * 1000),
        })),
      );
    }),
    onEvent("clearingHouse", "DefaultCeilingChanged", async ({ args }, { manager }) => {
      await manager
        .getRepository(clearingParameterEntity)
        .save({ name: "DEFAULT_POINTS_PER_RESIDENT", value: BigInt(args.pointsPerResident) });
    }),
  ],
};

async function add(
  manager: EntityManager,
  { debtor, creditor, periodIndex, points }: { debtor: number; creditor: number; periodIndex: number; points: bigint },
  column: "recorded_points" | "reversed_points",
): Promise<void> {
  const [recorded, reversed] = column === "recorded_points" ? [points, 0n] : [0n, points];
  await manager.query(
    `INSERT INTO ${obligationEntity.options.tableName} (debtor, creditor, period_index, recorded_points, reversed_points)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (debtor, creditor, period_index) DO UPDATE SET
       recorded_points = clearing_obligations.recorded_points + EXCLUDED.recorded_points,
       reversed_points = clearing_obligations.reversed_points + EXCLUDED.reversed_points`,
    [debtor, creditor, periodIndex, recorded.toString(), reversed.toString()],
  );
}

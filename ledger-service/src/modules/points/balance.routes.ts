import { defineRoute, type Route } from "../../platform/http/route.ts";
import { decodeCursor, pageOf, pageQuerySchema } from "../../platform/http/pagination.ts";
import type { BalanceStore } from "./balance-store.ts";
import type { MovementReader } from "./read-movements.ts";
import { balanceSchema, movementsSchema } from "./points.schemas.ts";

export interface BalanceRouteParts {
  readonly cityId: number;
  readonly balances: BalanceStore;
  readonly movements: MovementReader;
  /** Cities whose merchants the person opened to their points; their home city needs no opening [L7]. */
  readonly openedCitiesOf: (personId: string) => Promise<readonly number[]>;
  /** Whether merchants of this city take points of that issuer now. */
  readonly isAcceptedHere: (issuerCityId: number) => Promise<boolean>;
  readonly asOfBlock: () => Promise<number>;
}

export function balanceRoutes(parts: BalanceRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/account/balance",
      summary: "Points of the resident, by issuing city",
      access: { role: "RESIDENT" },
      answer: balanceSchema,
      handle: async ({ caller }) => {
        const { account } = caller;
        const [lots, opened, asOfBlock] = await Promise.all([
          account === undefined ? [] : parts.balances.lotsOf(account),
          parts.openedCitiesOf(caller.personId),
          parts.asOfBlock(),
        ]);
        const accepted = await Promise.all(lots.map((lot) => parts.isAcceptedHere(lot.cityId)));
        const usable = lots.filter((_lot, index) => accepted[index]);
        return {
          totalPoints: sum(lots).toString(),
          usableHerePoints: sum(usable).toString(),
          lots: lots.map(({ cityId, points }) => ({
            cityId,
            points: points.toString(),
            isOpened: cityId === parts.cityId || opened.includes(cityId),
          })),
          asOfBlock,
        };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/account/movements",
      summary: "Why each balance moved, newest first",
      access: { role: "RESIDENT" },
      query: pageQuerySchema,
      answer: movementsSchema,
      handle: async ({ caller, query }) => {
        const { account } = caller;
        const asOfBlock = await parts.asOfBlock();
        if (account === undefined) return { movements: [], nextCursor: null, asOfBlock };
        const found = await parts.movements.movementsOf(account, query.limit + 1, decodeCursor(query.cursor));
        const page = pageOf(found, query.limit, (movement) => movement.id);
        return { movements: page.items, nextCursor: page.nextCursor, asOfBlock };
      },
    }),
  ];
}


function sum(lots: readonly { readonly points: bigint }[]): bigint {
  return lots.reduce((total, lot) => total + lot.points, 0n);
}

import { In, type DataSource } from "typeorm";
import type { Hex } from "viem";
import {
  givenTestimonialEntity,
  settledExchangeEntity,
  type GivenTestimonialRow,
  type SettledExchangeRow,
} from "./settled-exchange.entity.ts";

export interface SettledExchangeStore {
  exchangeOf(exchangeId: Hex): Promise<SettledExchangeRow | undefined>;
  exchangesByIds(exchangeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, SettledExchangeRow>>;
  testimonialsOf(exchangeId: Hex): Promise<GivenTestimonialRow[]>;
}

export function createSettledExchangeStore(database: DataSource): SettledExchangeStore {
  const settled = database.getRepository(settledExchangeEntity);
  return {
    exchangeOf: async (exchangeId) => (await settled.findOneBy({ exchangeId })) ?? undefined,
    async exchangesByIds(exchangeIds) {
      if (exchangeIds.length === 0) return new Map();
      return new Map((await settled.findBy({ exchangeId: In([...exchangeIds]) })).map((row) => [row.exchangeId, row]));
    },
    testimonialsOf: (exchangeId) =>
      database.getRepository(givenTestimonialEntity).find({ where: { exchangeId }, order: { givenAt: "ASC" } }),
  };
}

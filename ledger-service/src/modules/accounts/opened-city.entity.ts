import { EntitySchema } from "typeorm";

/** One decision to open or close a city, with the text that was read [L5, L7]. The latest of a city holds. */
export interface OpenedCityRow {
  holderId: string;
  cityId: number;
  decidedAt: Date;
  opened: boolean;
  textVersion: string;
  language: string;
}

export const openedCityEntity = new EntitySchema<OpenedCityRow>({
  name: "OpenedCity",
  tableName: "opened_cities",
  columns: {
    holderId: { name: "holder_id", type: "uuid", primary: true },
    cityId: { name: "city_id", type: "smallint", primary: true },
    decidedAt: { name: "decided_at", type: "timestamptz", primary: true },
    opened: { type: "boolean" },
    textVersion: { name: "text_version", type: "text" },
    language: { type: "text" },
  },
});

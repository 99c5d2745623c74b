import { EntitySchema } from "typeorm";

/** Another city's public directory, as last fetched and verified. */
export interface CityDirectoryRow {
  cityId: number;
  directoryHash: string;
  document: string;
  signature: string;
  fetchedAt: Date;
}

export const cityDirectoryEntity = new EntitySchema<CityDirectoryRow>({
  name: "CityDirectory",
  tableName: "city_directories",
  columns: {
    cityId: { name: "city_id", type: "smallint", primary: true },
    directoryHash: { name: "directory_hash", type: "text" },
    document: { type: "text" },
    signature: { type: "text" },
    fetchedAt: { name: "fetched_at", type: "timestamptz" },
  },
});

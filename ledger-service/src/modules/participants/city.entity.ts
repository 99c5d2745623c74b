import { EntitySchema } from "typeorm";

/** A member city as the chain has it. */
export interface CityRow {
  cityId: number;
  institution: string;
  population: number;
  rpIdHash: string;
  directoryHash: string | null;
  revision: number;
}

export const cityEntity = new EntitySchema<CityRow>({
  name: "ParticipantCity",
  tableName: "participant_cities",
  columns: {
    cityId: { name: "city_id", type: "smallint", primary: true },
    institution: { type: "text" },
    population: { type: "integer" },
    rpIdHash: { name: "rp_id_hash", type: "text" },
    directoryHash: { name: "directory_hash", type: "text", nullable: true },
    revision: { type: "integer" },
  },
});

import { EntitySchema } from "typeorm";

/** Who looked a member code up, shown to its holder. Never changed; goes with the holder's row. */
export interface MemberCodeLookupRow {
  id: string;
  holderId: string;
  asker: string;
  askerName: string;
  cityId: number;
  cityName: string;
  at: Date;
}

export const memberCodeLookupEntity = new EntitySchema<MemberCodeLookupRow>({
  name: "MemberCodeLookup",
  tableName: "member_code_lookups",
  columns: {
    id: { type: "uuid", primary: true },
    holderId: { name: "holder_id", type: "uuid" },
    asker: { type: "text" },
    askerName: { name: "asker_name", type: "text" },
    cityId: { name: "city_id", type: "smallint" },
    cityName: { name: "city_name", type: "text" },
    at: { type: "timestamptz" },
  },
});

import { EntitySchema } from "typeorm";

/** A power as the chain last granted or withdrew it. `power` is the bytes32 of its name. */
export interface PowerRow {
  cityId: number;
  power: string;
  officer: string;
  granted: boolean;
  revision: number;
}

export const powerEntity = new EntitySchema<PowerRow>({
  name: "ParticipantPower",
  tableName: "participant_powers",
  columns: {
    cityId: { name: "city_id", type: "smallint", primary: true },
    power: { type: "text", primary: true },
    officer: { type: "text", primary: true },
    granted: { type: "boolean" },
    revision: { type: "integer" },
  },
  indices: [{ name: "participant_powers_by_officer", columns: ["officer"] }],
});

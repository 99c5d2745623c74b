import type { EntitySchemaColumnOptions } from "typeorm";

const bigintText = {
  to: (value: bigint | null | undefined) => (typeof value === "bigint" ? value.toString() : value),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

/** Amounts and block numbers: numeric(78,0) in the table, bigint in the row. */
export function amountColumn(name: string, options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions {
  return { ...options, name, type: "numeric", precision: 78, scale: 0, transformer: bigintText };
}

/** int8 as bigint. */
export function bigintColumn(name: string, options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions {
  return { ...options, name, type: "bigint", transformer: bigintText };
}

export function textColumn(name: string, options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions {
  return { ...options, name, type: "text" };
}

export function instantColumn(name: string, options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions {
  return { ...options, name, type: "timestamptz" };
}

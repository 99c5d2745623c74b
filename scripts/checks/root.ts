import { resolve } from "node:path";

/** The checkout every check reads. */
export const ROOT = resolve(import.meta.dirname, "..", "..");

import { join, resolve } from "node:path";

/** `.maille/` at the root of the checkout; `MAILLE_DATA` puts it elsewhere, for a second demo or a test. */
export const DATA_FOLDER_PATH = process.env.MAILLE_DATA === undefined
  ? join(resolve(import.meta.dirname, "..", ".."), ".maille")
  : resolve(process.env.MAILLE_DATA);

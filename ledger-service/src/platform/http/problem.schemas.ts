import { z } from "zod";

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    titleEn: z.string(),
    detailEn: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string(), messageEn: z.string() }))
      .optional(),
  })
  .meta({ id: "Problem" });

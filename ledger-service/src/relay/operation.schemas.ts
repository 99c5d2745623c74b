import { z } from "zod";
import { problemSchema } from "../platform/http/problem.schemas.ts";

export const operationStatuses = ["accepted", "sent", "mined", "indexed", "failed"] as const;

/** A request accepted by the service, followed until the chain has it and the index shows it. */
export const operationSchema = z
  .object({
    id: z.uuid(),
    act: z.string(),
    status: z.enum(operationStatuses),
    problem: problemSchema.optional(),
    resultIds: z.record(z.string(), z.string()).optional(),
    acceptedAt: z.string(),
    indexedAt: z.string().optional(),
    /** Said while the ledger stands still: « Reçue. Sera inscrite quand le registre reprendra. » */
    note: z.string().optional(),
    noteEn: z.string().optional(),
  })
  .meta({ id: "Operation" });

export type OperationView = z.output<typeof operationSchema>;
export type OperationStatus = OperationView["status"];

/** The body of a 202. */
export const operationAnswerSchema = z.object({ operation: operationSchema }).meta({ id: "OperationAnswer" });

import type { z } from "zod";
import type { problemSchema } from "../../../ledger-service/src/platform/http/problem.schemas.ts";

export type Problem = z.output<typeof problemSchema>;

/** A service said no, with its sentence. */
export class RefusedRequest extends Error {
  readonly path: string;
  readonly problem: Problem;

  constructor(path: string, problem: Problem) {
    super(`${path} : ${problem.status} ${problem.code}. ${problem.title} ${problem.detail}${fieldsOf(problem)}`);
    this.name = "RefusedRequest";
    this.path = path;
    this.problem = problem;
  }
}

function fieldsOf({ errors }: Problem): string {
  return errors === undefined ? "" : ` (${errors.map(({ path, message }) => `${path} : ${message}`).join(" ; ")})`;
}

import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** What is read before anything is sent: the collection notice [L15] and the four items [C3]. */
export type Enrolment = Shape<"Enrolment">;

export const enrolmentQuery = queryOptions({
  queryKey: ["enrolment"],
  queryFn: ({ signal }) => readAnswer<Enrolment>("/api/enrolment", { signal }),
});

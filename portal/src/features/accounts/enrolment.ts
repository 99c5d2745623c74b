import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";

/** What is read before anything is sent: the collection notice [L15] and the four items [C3]. */
export type Enrolment = {
  status: "NONE" | "ENROLLED";
  noticeVersion: string;
  notice: { paragraphs: string[] };
  programmeTerms: { howToEarn: string; howToExchange: string; expiry: string; conversionFactor: string };
};

export const enrolmentQuery = queryOptions({
  queryKey: ["enrolment"],
  queryFn: ({ signal }) => readAnswer<Enrolment>("/api/enrolment", { signal }),
});

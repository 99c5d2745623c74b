import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";

/** One figure as the ledger and as the city's database have it. */
export type ComparedFigure = { what: string; ledger: string; database: string; difference: string };

/** Whether ledger and database agree, as of which page and time. */
export type Light = {
  state: "AGREES" | "LATE" | "DIFFERS";
  differences: ComparedFigure[];
  comparedCount: number;
  checkedAt: string;
  asOfBlock: number;
  blockTimestamp: string;
};

export type PublicProgramme = {
  programmeId: Hex;
  title: string;
  unit: "MINUTE" | "ATTENDANCE" | "CENT" | "ACTION";
  rate: { points: number; quantity: number };
  budgetPoints: string;
  reservedPoints: string;
  issuedPoints: string;
  pendingSeconds: number;
  isTrial: boolean;
  status: "OPEN" | "CLOSED";
  resolution: { label: string };
};

export type PublicSummary = {
  city: { id: number; slug: string; name: string; population: number };
  /** Null below ten [L11]. */
  residentsEnrolled: number | null;
  programmes: PublicProgramme[];
  totals: {
    issuedPoints: string;
    redeemedPoints: string;
    returnedPoints: string;
    outstandingPoints: string;
    attestedMinutes: string;
    activeMerchants: number;
    organizations: number;
  };
  series: { step: "day" | "week" | "month"; periods: string[]; programmes: { programmeId: Hex; title: string; issuedPoints: string[]; quantities: string[] }[] };
  light: Light;
  asOfBlock: number;
};

export const publicSummaryQuery = queryOptions({
  queryKey: ["public", "summary"],
  queryFn: ({ signal }) => readAnswer<PublicSummary>("/api/public/summary", { signal }),
});

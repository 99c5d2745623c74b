import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";

/** A key of the account: `activeFrom` in the future while it waits. */
export type AccountKey = { signerHash: Hex; kind: "FULL" | "DEVICE"; label: string; isPasskey: boolean; activeFrom: string; isPending: boolean; createdAt: string };

export const privacySettings = ["sharesProfile", "sharesLocation", "linksCities", "appearsInRankings", "showsNoticeContent"] as const;
export type PrivacySetting = (typeof privacySettings)[number];

/** One's own account. Points are decimal text; `account` is never shown. */
export type Account = {
  account: Hex;
  memberCode: string | null;
  municipalIdentifier: string | null;
  status: "PENDING" | "ACTIVE" | "SUSPENDED" | "CLOSED";
  revision: number;
  confirmedUntil: string | null;
  hadFullSigner: boolean;
  signers: AccountKey[];
  caps: { device: { perChargePoints: string; perDayPoints: string; spentTodayPoints: string }; full: { perDayPoints: string; spentTodayPoints: string } };
  openedCities: number[];
  privacy: Record<PrivacySetting, boolean>;
};

export const accountQuery = queryOptions({
  queryKey: ["account", "own"],
  queryFn: ({ signal }) => readAnswer<Account>("/api/account", { signal }),
});

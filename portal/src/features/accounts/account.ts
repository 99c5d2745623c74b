import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";

/** A key of the account: `activeFrom` in the future while it waits. */
export type AccountKey = WithHex<Shape<"AccountView">["signers"][number], "signerHash">;

/** One's own account. Points are decimal text; `account` is never shown. */
export type Account = Omit<WithHex<Shape<"AccountView">, "account">, "signers"> & { signers: AccountKey[] };

export const privacySettings = ["sharesProfile", "sharesLocation", "linksCities", "appearsInRankings", "showsNoticeContent"] as const satisfies readonly (keyof Account["privacy"])[];

export const accountQuery = queryOptions({
  queryKey: ["account", "own"],
  queryFn: ({ signal }) => readAnswer<Account>("/api/account", { signal }),
});

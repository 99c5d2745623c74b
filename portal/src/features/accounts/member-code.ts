import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

export type CodeLookup = Shape<"MemberCodeLookups">["lookups"][number];

export const codeLookupsQuery = queryOptions({
  queryKey: ["account", "code-lookups"],
  queryFn: async ({ signal }) => (await readAnswer<Shape<"MemberCodeLookups">>("/api/account/member-code/lookups", { signal })).lookups,
});

/** A new code; the old one is unknown from then on. */
export async function renewMemberCode(): Promise<void> {
  await readAnswer<unknown>("/api/account/member-code/renewal", { method: "POST" });
}

const GROUP = 3;

/** A nine-character code in three groups, to be dictated. */
export function codeGroups(code: string): string[] {
  return code.match(new RegExp(`.{1,${GROUP}}`, "gu")) ?? [];
}

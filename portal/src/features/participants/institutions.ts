import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";
import { draftAct } from "./acts.ts";
import type { Act } from "./acts.ts";

/** A merchant or an organization; what follows `sinceDate` is told to officers only. */
export type Institution = WithHex<Shape<"Institution">, "institution">;
export type InstitutionStatus = Institution["status"];

export const institutionsQuery = queryOptions({
  queryKey: ["institutions"],
  queryFn: async ({ signal }) => (await readAnswer<{ institutions: Institution[] }>("/api/institutions", { signal })).institutions,
});

export function institutionQuery(institution: string) {
  return queryOptions({
    queryKey: ["institutions", institution],
    queryFn: async ({ signal }) => (await readAnswer<{ institution: Institution }>(`/api/institutions/${encodeURIComponent(institution)}`, { signal })).institution,
  });
}

export type Accreditation = { kind: "ORGANIZATION" | "MERCHANT"; name: string; category: string; address?: string; phone?: string; dailyCeilingPoints?: string };

type Key = { idempotencyKey: string };

export function draftAccreditation(accreditation: Accreditation, key: Key): Promise<Act> {
  return draftAct("/api/institutions", accreditation, key);
}

/** Drafts a suspension, a reinstatement or a closing, with its reason. */
export function draftStatus(institution: Hex, status: InstitutionStatus, reason: string, key: Key): Promise<Act> {
  return draftAct(`/api/institutions/${institution}/status`, { status, reason }, key);
}

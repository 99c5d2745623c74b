import { institutionsText } from "../../i18n/institutions.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Tag } from "../../ui/tag.tsx";
import type { InstitutionStatus } from "./institutions.ts";

const toneOf = { ACTIVE: "ok", SUSPENDED: "warn", CLOSED: "neutral" } as const;

export function InstitutionTag({ status }: { status: InstitutionStatus }) {
  const text = useText(institutionsText);
  return <Tag tone={toneOf[status]}>{text.statuses[status]}</Tag>;
}

import { municipalActsText } from "../../i18n/municipal-acts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import type { ActStatus } from "./acts.ts";

const toneOf: Record<ActStatus, TagTone> = { OPEN: "info", SENT: "info", DONE: "ok", FAILED: "bad", EXPIRED: "warn", WITHDRAWN: "neutral" };

export function ActTag({ status }: { status: ActStatus }) {
  const text = useText(municipalActsText);
  return <Tag tone={toneOf[status]}>{text.statuses[status]}</Tag>;
}

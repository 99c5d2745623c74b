import { councilText } from "../../i18n/council.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import type { Proposal } from "./proposals.ts";

const toneOf: Record<Proposal["phase"], TagTone> = {
  UPCOMING: "neutral",
  FIRST_BALLOT: "info",
  REQUEST_WINDOW: "warn",
  SECOND_BALLOT: "info",
  SUCCEEDED: "ok",
  QUEUED: "ok",
  EXECUTED: "ok",
  DEFEATED: "bad",
  LAPSED: "neutral",
};

export function ProposalTag({ phase }: Pick<Proposal, "phase">) {
  const text = useText(councilText);
  return <Tag tone={toneOf[phase]}>{text.phases[phase]}</Tag>;
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { pauseQuery } from "../../features/governance/members.ts";
import type { Pause } from "../../features/governance/members.ts";
import { councilActPaths } from "../../features/governance/proposals.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { councilText } from "../../i18n/council.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatList } from "../../i18n/format-list.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { CouncilFrame } from "./council-frame.tsx";
import { useActDraft } from "./use-act-draft.ts";
import { usePowers } from "./use-powers.ts";

/** « Pause d’urgence »: whether it is in force, who asked, and this city's own request. */
export function Component() {
  const text = useText(councilText);
  const pause = useQuery(pauseQuery);
  return (
    <CouncilFrame title={text.pauseTitle} lead={text.pauseLead}>
      <Awaited reading={pause} what={text.pauseWhat} lines={4}>{(read) => <PauseView pause={read} />}</Awaited>
    </CouncilFrame>
  );
}

function PauseView({ pause }: { pause: Pause }) {
  const text = useText(councilText);
  const isDelegate = usePowers().has("COUNCIL");
  return (
    <>
      {pause.pausedUntil === null ? (
        <Banner tone="ok" title={text.notPaused}>{text.notPausedNote}</Banner>
      ) : (
        <Banner tone="bad" title={text.paused}>{text.pausedNote(formatDateTime(pause.pausedUntil))}</Banner>
      )}
      {pause.requests.length > 0 && (
        <p>{text.pauseRequests(pause.requests.length, pause.requestsNeeded)} {formatList(pause.requests.map(({ cityName }) => cityName))}.</p>
      )}
      {!pause.isPaused && !pause.mayBeRequested && <p>{pause.hasAsked ? text.pauseAsked : text.pauseSpent}</p>}
      {isDelegate && pause.mayBeRequested && <PauseRequest />}
      {pause.past.length > 0 && (
        <Section title={text.pausePast}>
          <ul className="m-lignes">
            {pause.past.map(({ round, pausedAt, pausedUntil, liftedAt }) => (
              <li key={round}>
                {text.pausePastOf(formatDateTime(pausedAt), formatDateTime(pausedUntil))}
                {liftedAt !== null && `, ${text.pauseLifted(formatDateTime(liftedAt))}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function PauseRequest() {
  const text = useText(councilText);
  const [asking, setAsking] = useState(false);
  const draft = useActDraft((_: undefined, key) => draftAct(councilActPaths.requestPause, {}, key));
  return (
    <>
      {draft.problem && <ProblemBanner error={draft.problem} />}
      <Actions>
        <Button look="danger" busy={draft.busy} onPress={() => setAsking(true)}>{text.pauseAsk}</Button>
      </Actions>
      <Dialog
        open={asking}
        title={text.pauseConfirmTitle}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button
              look="danger"
              onPress={() => {
                setAsking(false);
                draft.submit(undefined);
              }}
            >
              {text.pauseConfirmYes}
            </Button>
            <Button look="second" onPress={() => setAsking(false)}>{text.keep}</Button>
          </>
        }
      >
        {text.pauseConfirm.map((line) => <p key={line}>{line}</p>)}
      </Dialog>
    </>
  );
}

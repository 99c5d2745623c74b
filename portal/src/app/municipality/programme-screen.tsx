import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { draftAct } from "../../features/participants/acts.ts";
import { programmeActPaths } from "../../features/points/draft-programme-acts.ts";
import { ProgrammeTerms } from "../../features/points/programme-terms.tsx";
import { programmesQuery } from "../../features/points/programmes.ts";
import type { Programme } from "../../features/points/programmes.ts";
import { ResolutionDocuments } from "../../features/points/resolution-documents.tsx";
import { programmesText } from "../../i18n/programmes.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { BudgetBar, BudgetBars } from "../../ui/budget-bar.tsx";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { AllotmentsSection } from "./allotments-section.tsx";
import { useActDraft } from "./use-act-draft.ts";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** One programme: budget, rules, resolutions, shares, and what may change. */
export function Component() {
  const { programmeId } = useParams();
  const text = useText(programmesText);
  const programmes = useQuery(programmesQuery);
  useActNews();
  const programme = programmes.data?.find((one) => one.programmeId === programmeId);
  return (
    <Page title={programme?.title ?? text.title} lead={programme && text.resolution(programme.resolution.label)}>
      <Awaited reading={programmes} what={text.oneWhat} lines={6}>
        {() => (programme ? <ProgrammePage programme={programme} /> : <Empty level={2} title={text.unknown}>{text.unknownNote}</Empty>)}
      </Awaited>
    </Page>
  );
}

function ProgrammePage({ programme }: { programme: Programme }) {
  const text = useText(programmesText);
  const mayChange = usePowers().has("PROGRAMME") && programme.status === "OPEN";
  return (
    <>
      <div className="m-cols">
        <Section title={text.budget} panel>
          <BudgetBars>
            <BudgetBar
              name={programme.title}
              sentenceName={programme.title}
              resolution={text.resolution(programme.resolution.label)}
              postedPoints={BigInt(programme.issuedPoints)}
              pendingPoints={BigInt(programme.reservedPoints)}
              votedPoints={BigInt(programme.budgetPoints)}
            />
          </BudgetBars>
          {mayChange && <ProgrammeActions programme={programme} />}
        </Section>
        <Section title={text.terms} panel>
          <ProgrammeTerms programme={programme} />
        </Section>
      </div>
      <AllotmentsSection programme={programme} mayChange={mayChange} />
      <Section title={text.documents}>
        <ResolutionDocuments programmeId={programme.programmeId} />
      </Section>
    </>
  );
}

function ProgrammeActions({ programme }: { programme: Programme }) {
  const text = useText(programmesText);
  const [closing, setClosing] = useState(false);
  const draft = useActDraft((_: undefined, key) => draftAct(programmeActPaths.closing(programme.programmeId), {}, key));
  return (
    <>
      {draft.problem && <ProblemBanner error={draft.problem} />}
      <Actions>
        <ButtonLink to={`/ville/programmes/${programme.programmeId}/augmenter`} look="second">{text.raise}</ButtonLink>
        <Button look="danger" busy={draft.busy} onPress={() => setClosing(true)}>{text.close}</Button>
      </Actions>
      <Dialog
        open={closing}
        title={text.closeTitle}
        onClose={() => setClosing(false)}
        actions={
          <>
            <Button look="danger" busy={draft.busy} onPress={() => draft.submit(undefined)}>{text.closeConfirm}</Button>
            <Button look="second" onPress={() => setClosing(false)}>{text.keep}</Button>
          </>
        }
      >
        <p>{text.closeNote}</p>
      </Dialog>
    </>
  );
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCityEvent } from "../../api/use-city-event.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { ActTag } from "../../features/participants/act-tag.tsx";
import { ActView } from "../../features/participants/act-view.tsx";
import { actQuery, approveAct, withdrawAct } from "../../features/participants/acts.ts";
import type { Act, ActStatus } from "../../features/participants/acts.ts";
import { municipalActsText } from "../../i18n/municipal-acts.text.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { useSign } from "../../signing/use-sign.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import type { BannerTone } from "../../ui/banner.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { usePowers } from "./use-powers.ts";
import { useStaffSigner } from "./use-staff-signer.ts";

/** One act from its draft to the ledger: read, signed, followed live. */
export function Component() {
  const { actId = "" } = useParams();
  const text = useText(municipalActsText);
  const queries = useQueryClient();
  const act = useQuery(actQuery(actId));
  const readAgain = () => void queries.invalidateQueries({ queryKey: ["acts"] });
  useCityEvent("act-changed", readAgain);
  useCityEvent("operation", readAgain);
  return (
    <Page title={act.data?.title ?? text.actTitle} lead={<Link to="/ville/actes">{text.back}</Link>} aside={act.data && <ActTag status={act.data.status} />}>
      <Awaited reading={act} what={text.actWhat} lines={6}>{(read) => <ActUnderWay act={read} />}</Awaited>
    </Page>
  );
}

function ActUnderWay({ act }: { act: Act }) {
  const text = useText(municipalActsText);
  const { powers } = useText(municipalityText);
  const mayWithdraw = usePowers().has(act.power);
  const powerName = powers[act.power];
  return (
    <>
      <EndOfAct status={act.status} />
      <ActView act={act} powerName={powerName} />
      {act.status === "OPEN" && act.canApprove && <Approval act={act} />}
      {act.status === "OPEN" && !act.canApprove && <p className="m-note">{act.iHaveApproved ? text.alreadySigned : text.cannotSign(powerName)}</p>}
      {act.status === "OPEN" && mayWithdraw && <Withdrawal act={act} />}
    </>
  );
}

function EndOfAct({ status }: { status: ActStatus }) {
  const text = useText(municipalActsText);
  const ends: Record<Exclude<ActStatus, "OPEN">, { tone: BannerTone; note: string }> = {
    SENT: { tone: "info", note: text.sentNote },
    DONE: { tone: "ok", note: text.doneNote },
    FAILED: { tone: "bad", note: text.failedNote },
    EXPIRED: { tone: "warn", note: text.expiredNote },
    WITHDRAWN: { tone: "info", note: text.withdrawnNote },
  };
  if (status === "OPEN") return null;
  return <Banner tone={ends[status].tone} title={text.statuses[status]} announce>{ends[status].note}</Banner>;
}

function Approval({ act }: { act: Act }) {
  const text = useText(municipalActsText);
  const queries = useQueryClient();
  const sign = useSign();
  const { signer, demoNotice, isPending } = useStaffSigner();
  const approval = useSubmission(async (_: undefined, tools) => {
    if (!signer) return;
    const signed = await tools.once("signature", () => sign(signer, act.toSign));
    try {
      await approveAct(act.id, signed, tools);
    } finally {
      await queries.invalidateQueries({ queryKey: ["acts"] });
    }
  });
  const status = approval.operationStatus;
  const isLast = act.approvals.length + 1 >= act.needed;
  return (
    <section className="m-signer">
      {approval.problem && <ProblemBanner error={approval.problem} />}
      <DemoKeyBanner notice={demoNotice} />
      <p>{isLast ? text.approveLast : text.approveFirst}</p>
      {status !== undefined && status in text.progress && <OperationProgress sentence={text.progress[status as keyof typeof text.progress]} />}
      <Actions>
        <Button
          icon="check"
          busy={approval.busy || isPending}
          onPress={() => approval.submit(undefined)}
          unavailableBecause={!isPending && !signer ? text.noKey : undefined}
        >
          {text.approve}
        </Button>
      </Actions>
    </section>
  );
}

function Withdrawal({ act }: { act: Act }) {
  const text = useText(municipalActsText);
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const withdrawal = useSubmission(async (_: undefined, tools) => {
    setAsking(false);
    await withdrawAct(act.id, tools);
    await queries.invalidateQueries({ queryKey: ["acts"] });
  });
  return (
    <>
      {withdrawal.problem && <ProblemBanner error={withdrawal.problem} />}
      <Actions>
        <Button look="danger" busy={withdrawal.busy} onPress={() => setAsking(true)}>{text.withdraw}</Button>
      </Actions>
      <Dialog
        open={asking}
        title={text.withdrawTitle}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button look="danger" onPress={() => withdrawal.submit(undefined)}>{text.withdrawConfirm}</Button>
            <Button look="second" onPress={() => setAsking(false)}>{text.keep}</Button>
          </>
        }
      >
        <p>{text.withdrawNote}</p>
      </Dialog>
    </>
  );
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useActingFor } from "../../api/use-acting-for.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { EnrolTerminalForm } from "../../features/participants/enrol-terminal-form.tsx";
import type { TerminalKeyChoice } from "../../features/participants/enrol-terminal-form.tsx";
import { enrolTerminal } from "../../features/participants/enrol-terminal.ts";
import { TerminalCodeRequest } from "../../features/participants/terminal-code-request.tsx";
import { TerminalList } from "../../features/participants/terminal-list.tsx";
import { terminalsQuery } from "../../features/participants/terminals.ts";
import { terminalText } from "../../i18n/terminal.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ensureTerminalKey } from "../../signing/terminal-keys.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useTerminal } from "./use-terminal.ts";

/** « Terminal »: whether this device may sign sales, and how to make it so [Q14]. */
export function Component() {
  const text = useText(terminalText);
  const { institution, institutionName, kind } = useActingFor();
  const { counter, signsWithTestKey, testNotice } = useTerminal();
  const terminals = useQuery(terminalsQuery(institution));
  return (
    <Page title={text.title} lead={text.lead(institutionName)} narrow>
      <Awaited reading={counter} what={text.what}>
        {(here) =>
          here.terminal === undefined ? (
            <Enrolment title={text.enrolTitle} offersTestKey />
          ) : (
            <Banner tone="ok" title={text.active}>
              <p>{signsWithTestKey ? text.withTestKey : text.withDeviceKey} {text.activeNote}</p>
              <p><ButtonLink to="/commerce/encaisser">{text.toCounter}</ButtonLink></p>
            </Banner>
          )
        }
      </Awaited>
      <DemoKeyBanner notice={testNotice} />
      {signsWithTestKey && <Enrolment title={text.ownKeyTitle} offersTestKey={false} />}
      <Section title={text.others}>
        <Awaited reading={terminals} what={text.othersWhat}>{(list) => <TerminalList terminals={list} thisTerminal={counter.data?.terminal} />}</Awaited>
      </Section>
      {kind === "MERCHANT_OWNER" && <TerminalCodeRequest merchant={institution} />}
    </Page>
  );
}

/** `offersTestKey`: the demo's key is not enrolled either, and may be. */
function Enrolment({ title, offersTestKey }: { title: string; offersTestKey: boolean }) {
  const text = useText(terminalText);
  const queries = useQueryClient();
  const { institution } = useActingFor();
  const { data: session } = useQuery(sessionQuery);
  const { keys, readAgain } = useTerminal();
  const enrolment = useSubmission(async ({ code, key }: { code: string; key: TerminalKeyChoice }, tools) => {
    const signer = key === "TEST" ? keys?.test : session && (await ensureTerminalKey(session, institution));
    if (!signer) return;
    await enrolTerminal(code, signer.signerBytes, tools);
    await Promise.all([readAgain(), queries.invalidateQueries(terminalsQuery(institution))]);
  });
  return (
    <Section title={title} panel>
      {enrolment.problem && <ProblemBanner error={enrolment.problem} />}
      <EnrolTerminalForm offersTestKey={offersTestKey && keys?.test !== undefined} busy={enrolment.busy} onChange={enrolment.renew} onEnrol={enrolment.submit} />
      {enrolment.busy && enrolment.operationStatus && <OperationProgress sentence={text.sending} />}
    </Section>
  );
}

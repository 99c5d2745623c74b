import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Hex } from "viem";
import { useSubmission } from "../../api/use-submission.ts";
import { OneTimeCode } from "../../features/participants/one-time-code.tsx";
import { issueTerminalCode, removeTerminal, terminalsQuery } from "../../features/participants/terminals.ts";
import type { Terminal } from "../../features/participants/terminals.ts";
import { formatShortDate, formatTime } from "../../i18n/format-date.ts";
import { institutionsText } from "../../i18n/institutions.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Input } from "../../ui/input.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";

/** Terminals of a merchant: a code to enrol one, shown once, and removal. */
export function TerminalsSection({ merchant, isActive }: { merchant: Hex; isActive: boolean }) {
  const text = useText(institutionsText);
  const queries = useQueryClient();
  const terminals = useQuery(terminalsQuery(merchant));
  const [removing, setRemoving] = useState<Terminal | undefined>();
  const removal = useSubmission(async (terminal: Terminal, tools) => {
    setRemoving(undefined);
    await removeTerminal(terminal.terminal, tools);
    await queries.invalidateQueries(terminalsQuery(merchant));
    return terminal.label;
  });
  const status = removal.operationStatus;
  return (
    <Section title={text.terminals}>
      <p>{text.terminalsLead}</p>
      {removal.problem && <ProblemBanner error={removal.problem} />}
      {removal.result !== undefined && <Banner tone="ok" title={text.terminalRemoved} announce />}
      {removal.busy && status !== undefined && status in text.operation && <OperationProgress sentence={text.operation[status as keyof typeof text.operation]} />}
      <Awaited reading={terminals} what={text.terminalsWhat}>
        {(rows) => (rows.length === 0 ? <p className="m-note">{text.terminalsNone}</p> : <TerminalTable rows={rows} onRemove={setRemoving} busy={removal.busy} />)}
      </Awaited>
      {isActive && <TerminalCodeForm merchant={merchant} />}
      <Dialog
        open={removing !== undefined}
        title={text.removeTerminalTitle}
        onClose={() => setRemoving(undefined)}
        actions={
          <>
            {removing && <Button look="danger" onPress={() => removal.submit(removing)}>{text.removeTerminalConfirm}</Button>}
            <Button look="second" onPress={() => setRemoving(undefined)}>{text.keep}</Button>
          </>
        }
      >
        <p>{text.removeTerminalNote}</p>
      </Dialog>
    </Section>
  );
}

function TerminalTable({ rows, busy, onRemove }: { rows: readonly Terminal[]; busy: boolean; onRemove: (terminal: Terminal) => void }) {
  const text = useText(institutionsText);
  return (
    <div className="m-panel m-panel--flush">
      <Table
        caption={text.terminals}
        captionHidden
        cards
        rows={rows}
        rowKey={({ terminal }) => terminal}
        rowState={({ status }) => (status === "CLOSED" ? "void" : undefined)}
        columns={[
          { key: "label", head: text.terminalLabel, cell: ({ label }) => label },
          { key: "status", head: text.status, cell: ({ status }) => <Tag tone={status === "ACTIVE" ? "ok" : "neutral"}>{text.terminalState[status]}</Tag> },
          { key: "enrolled", head: text.enrolled, cell: ({ enrolledAt }) => formatShortDate(enrolledAt) },
          {
            key: "remove",
            head: text.removeTerminal,
            cell: (terminal) => terminal.status === "ACTIVE" && <Button look="quiet" busy={busy} label={text.removeTerminalNamed(terminal.label)} onPress={() => onRemove(terminal)}>{text.removeTerminal}</Button>,
          },
        ]}
      />
    </div>
  );
}

function TerminalCodeForm({ merchant }: { merchant: Hex }) {
  const text = useText(institutionsText);
  const [label, setLabel] = useState("");
  const issue = useSubmission(async (name: string) => issueTerminalCode(merchant, name));
  const { errorOf, attempt } = useMistakes(() => (label.trim() === "" ? [{ fieldId: "label", message: text.terminalLabelError }] : []), issue.problem);
  if (issue.result) {
    return (
      <OneTimeCode title={text.codeTitle} code={issue.result.code} done={text.codeDone} onDone={() => { setLabel(""); issue.renew(); }}>
        {text.codeNote(formatTime(issue.result.expiresAt))}
      </OneTimeCode>
    );
  }
  return (
    <form
      className="m-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => issue.submit(label.trim()));
      }}
    >
      {issue.problem && issue.problem.fields.length === 0 && <ProblemBanner error={issue.problem} />}
      <Input id="label" label={text.terminalLabel} help={text.terminalLabelHelp} short value={label} onValue={setLabel} error={errorOf("label")} maxLength={60} />
      <Actions>
        <Button type="submit" look="second" icon="plus" busy={issue.busy}>{text.newCode}</Button>
      </Actions>
    </form>
  );
}

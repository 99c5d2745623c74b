import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { draftAct } from "../../features/participants/acts.ts";
import { institutionsQuery } from "../../features/participants/institutions.ts";
import { allotmentsQuery } from "../../features/points/allotments.ts";
import { programmeActPaths } from "../../features/points/draft-programme-acts.ts";
import type { Programme } from "../../features/points/programmes.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { programmesText } from "../../i18n/programmes.text.ts";
import { readWhole } from "../../i18n/read-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Input } from "../../ui/input.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Select } from "../../ui/select.tsx";
import { Table } from "../../ui/table.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

/** What each organization may attest under a programme, and the form that changes one share. */
export function AllotmentsSection({ programme, mayChange }: { programme: Programme; mayChange: boolean }) {
  const text = useText(programmesText);
  const allotments = useQuery(allotmentsQuery(programme.programmeId));
  return (
    <Section title={text.allotments}>
      <Awaited reading={allotments} what={text.allotmentsWhat}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="m-note">{text.allotmentsNone}</p>
          ) : (
            <div className="m-panel m-panel--flush">
              <Table
                caption={text.allotments}
                captionHidden
                cards
                rows={rows}
                rowKey={({ institution }) => institution}
                columns={[
                  { key: "name", head: text.organization, cell: ({ institutionName }) => institutionName },
                  { key: "allotted", head: text.allotted, numeric: true, cell: ({ allottedPoints }) => formatNumber(BigInt(allottedPoints)) },
                  { key: "used", head: text.used, numeric: true, cell: ({ usedPoints }) => formatNumber(BigInt(usedPoints)) },
                  { key: "left", head: text.left, numeric: true, cell: ({ allottedPoints, usedPoints }) => formatNumber(BigInt(allottedPoints) - BigInt(usedPoints)) },
                ]}
              />
            </div>
          )
        }
      </Awaited>
      {mayChange && <AllotmentForm programme={programme} />}
    </Section>
  );
}

function AllotmentForm({ programme }: { programme: Programme }) {
  const text = useText(programmesText);
  const { data: institutions = [] } = useQuery(institutionsQuery);
  const [institution, setInstitution] = useState("");
  const [points, setPoints] = useState("");
  const draft = useActDraft((body: { institution: string; allottedPoints: string }, key) => draftAct(programmeActPaths.allotment(programme.programmeId), body, key));
  const organizations = institutions.filter(({ kind, status }) => kind !== "MERCHANT" && status === "ACTIVE");
  const amount = readWhole(points);
  const chosen = organizations.find((one) => one.institution === institution);
  const { mistakes, submission, errorOf, attempt } = useMistakes(
    () => [
      ...(chosen ? [] : [{ fieldId: "institution", message: text.chooseOrganization }]),
      ...(amount === undefined ? [{ fieldId: "allottedPoints", message: text.allotError }] : []),
    ],
    draft.problem,
  );
  return (
    <form
      className="m-panel m-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => draft.submit({ institution, allottedPoints: String(amount) }));
      }}
    >
      <h3>{text.allot}</h3>
      <ErrorSummary mistakes={mistakes} submission={submission} />
      {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
      <Select
        id="institution"
        label={text.organization}
        value={institution}
        error={errorOf("institution")}
        options={[{ value: "", label: text.chooseOrganization }, ...organizations.map((one) => ({ value: one.institution, label: one.name }))]}
        onValue={setInstitution}
      />
      <Input id="allottedPoints" label={text.allotPoints} help={text.allotHelp} short inputMode="numeric" value={points} onValue={setPoints} error={errorOf("allottedPoints")} />
      {chosen && amount !== undefined && <p>{text.allotPreview(chosen.name, formatPoints(amount))}</p>}
      <Actions>
        <Button type="submit" busy={draft.busy}>{text.prepare}</Button>
      </Actions>
    </form>
  );
}

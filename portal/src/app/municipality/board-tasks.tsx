import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { disputesQuery } from "../../features/attestations/disputes.ts";
import { actsQuery } from "../../features/participants/acts.ts";
import type { PublicProgramme } from "../../features/audit/public-summary.ts";
import { formatDate, formatDateTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { IconName } from "../../ui/icon.tsx";
import { shareOf } from "../../ui/share-of.ts";
import { usePowers } from "./use-powers.ts";

const LOW_SHARE = 0.9;

type Task = { key: string; icon: IconName; isWarning: boolean; title: string; note: string; to: string; link: string };

/** What waits for this person: acts to sign, disputes to answer, budgets nearly spent. */
export function BoardTasks({ programmes }: { programmes: readonly PublicProgramme[] }) {
  const text = useText(municipalityText);
  const acts = useQuery(actsQuery);
  const budgets = programmes.flatMap((programme) => budgetTask(programme, text));
  const disputes = useDisputeTasks();
  return (
    <Awaited reading={acts} what={text.boardWhat}>
      {(read) => {
        const toSign = read
          .filter(({ canApprove }) => canApprove)
          .map((act): Task => ({ key: act.id, icon: "check", isWarning: false, title: text.actToApprove, note: text.actLimit(act.title, formatDateTime(act.validBefore)), to: `/ville/actes/${act.id}`, link: text.openAct }));
        return <TaskList tasks={[...disputes, ...toSign, ...budgets]} />;
      }}
    </Awaited>
  );
}

function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const text = useText(municipalityText);
  if (tasks.length === 0) return <Empty title={text.nothing}>{text.nothingNote}</Empty>;
  return (
    <ul className="m-alertes">
      {tasks.map(({ key, icon, isWarning, title, note, to, link }) => (
        <li key={key} className={isWarning ? "m-avis m-avis--warn" : "m-avis"}>
          <Icon name={icon} />
          <div>
            <h3>{title}</h3>
            <p>{note} <Link to={to}>{link}</Link></p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function useDisputeTasks(): Task[] {
  const text = useText(municipalityText);
  const { data } = useQuery({ ...disputesQuery, enabled: usePowers().has("PROGRAMME") });
  if (data === undefined) return [];
  const to = "/ville/programmes/contestations";
  const requests = data.requests.filter(({ actId }) => actId === null);
  const decisions = data.disputes.filter(({ canDecide }) => canDecide);
  const first = (instants: readonly string[]) => [...instants].sort()[0] ?? "";
  return [
    ...(requests.length === 0 ? [] : [{ key: "requests", icon: "clock" as const, isWarning: true, title: text.requestsWaiting(requests.length), note: text.firstLimit(formatDateTime(first(requests.map(({ windowEndsAt }) => windowEndsAt)))), to, link: text.openDisputes }]),
    ...(decisions.length === 0 ? [] : [{ key: "decisions", icon: "clock" as const, isWarning: true, title: text.disputesWaiting(decisions.length), note: text.firstLimit(formatDate(first(decisions.map(({ decideBefore }) => decideBefore)))), to, link: text.openDisputes }]),
  ];
}

function budgetTask({ programmeId, title, status, budgetPoints, issuedPoints, reservedPoints, resolution }: PublicProgramme, text: typeof municipalityText.fr): Task[] {
  const voted = BigInt(budgetPoints);
  const used = BigInt(issuedPoints) + BigInt(reservedPoints);
  if (status !== "OPEN" || shareOf(used, voted) < LOW_SHARE) return [];
  return [{ key: programmeId, icon: "warning", isWarning: true, title: text.budgetLow(title, formatPoints(voted - used)), note: text.budgetLowNote(resolution.label), to: `/ville/programmes/${programmeId}`, link: text.openProgramme }];
}

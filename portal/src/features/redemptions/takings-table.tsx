import type { ReactNode } from "react";
import { formatTime } from "../../i18n/format-date.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { takingsText } from "../../i18n/takings.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import type { TableColumn } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import type { CounterCharge, CounterChargeStatus } from "./counter-charge.ts";
import { refusalTitle } from "./refusal-of-problem.ts";

const toneOf: Record<CounterChargeStatus, TagTone> = {
  OPEN: "info", MET: "info", CONSENTED: "info", SENT: "info", ACCEPTED: "ok", DECLINED: "bad", CANCELLED: "neutral", EXPIRED: "neutral", VOIDED: "warn", PARTLY_REFUNDED: "warn", REFUNDED: "warn",
};

type TakingsTableProps = { caption: string; charges: readonly CounterCharge[]; actionOf?: (charge: CounterCharge) => ReactNode };

/** Sales of a day, newest first: time, offer, receipt, points, state. */
export function TakingsTable({ caption, charges, actionOf }: TakingsTableProps) {
  const text = useText(takingsText);
  const columns: TableColumn<CounterCharge>[] = [
    {
      key: "sale",
      head: text.saleColumn,
      cell: (charge) => <>{formatTime(charge.at)}, {charge.offerText === "" ? text.noOffer : charge.offerText}<CellMore code>{charge.receiptNumber}</CellMore></>,
    },
    { key: "points", head: text.points, numeric: true, cell: (charge) => formatNumber(BigInt(charge.points)) },
    { key: "state", head: text.state, cell: (charge) => <ChargeState charge={charge} /> },
  ];
  if (actionOf) columns.push({ key: "act", head: text.act, cell: actionOf });
  return (
    <div className="m-panel m-panel--flush">
      <Table caption={caption} captionHidden columns={columns} rows={charges} rowKey={({ chargeId }) => chargeId} rowState={({ status }) => (status === "VOIDED" || status === "REFUNDED" ? "void" : undefined)} cards />
    </div>
  );
}

function ChargeState({ charge }: { charge: CounterCharge }) {
  const text = useText(takingsText);
  return (
    <span>
      <Tag tone={toneOf[charge.status]}>{text.states[charge.status]}</Tag>
      {charge.status === "PARTLY_REFUNDED" && <CellMore>{text.given(formatPoints(BigInt(charge.refundedPoints)))}</CellMore>}
      {charge.refusal && <CellMore>{refusalTitle(charge.refusal)}</CellMore>}
    </span>
  );
}

import type { ReactNode } from "react";
import { homeText } from "../../i18n/home.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { BudgetBar, BudgetBars } from "../../ui/budget-bar.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { PublicProgramme } from "./public-summary.ts";

/** Budgets voted by the council: posted, pending, left, each under its resolution. */
export function ProgrammeBudgets({ programmes, nameOf }: { programmes: readonly PublicProgramme[]; nameOf?: (programme: PublicProgramme) => ReactNode }) {
  const text = useText(homeText);
  if (programmes.length === 0) return <Empty title={text.noProgramme}>{text.noProgrammeNote}</Empty>;
  return (
    <BudgetBars>
      {programmes.map((programme) => (
        <BudgetBar
          key={programme.programmeId}
          name={<>{nameOf?.(programme) ?? programme.title} {programme.isTrial && <Tag tone="info">{text.trial}</Tag>} {programme.status === "CLOSED" && <Tag>{text.closed}</Tag>}</>}
          sentenceName={programme.title}
          resolution={text.resolution(programme.resolution.label)}
          postedPoints={BigInt(programme.issuedPoints)}
          pendingPoints={BigInt(programme.reservedPoints)}
          votedPoints={BigInt(programme.budgetPoints)}
        />
      ))}
    </BudgetBars>
  );
}

import { accountsText } from "../../i18n/accounts.text.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Section } from "../../ui/panel.tsx";
import type { Account } from "./account.ts";

/** What a device and a passkey may approve, and what they did today. */
export function LimitsView({ caps }: { caps: Account["caps"] }) {
  const { keys: text } = useText(accountsText);
  const daily = (cap: { perDayPoints: string; spentTodayPoints: string }) => text.spentToday(formatNumber(BigInt(cap.spentTodayPoints)), formatPoints(BigInt(cap.perDayPoints)));
  return (
    <Section title={text.limits} panel>
      <p className="m-note">{text.limitsNote}</p>
      <DefinitionList
        items={[
          { term: text.devicePerCharge, value: formatPoints(BigInt(caps.device.perChargePoints)) },
          { term: text.devicePerDay, value: daily(caps.device) },
          { term: text.fullPerDay, value: daily(caps.full) },
        ]}
      />
    </Section>
  );
}

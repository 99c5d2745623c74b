import { formatList } from "../../i18n/format-list.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { pointsText } from "../../i18n/points.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CityParts } from "../../ui/balance.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Section } from "../../ui/panel.tsx";
import type { Balance } from "./balance.ts";

type NamedCity = { id: number; slug: string; name: string };

/** Points by city of origin, the largest first; which of them wait for their city to be opened. */
export function OriginOfPoints({ balance, cities }: { balance: Balance; cities: readonly NamedCity[] }) {
  const text = useText(pointsText);
  const parts = balance.lots
    .map((lot) => ({ lot, points: BigInt(lot.points), city: cities.find((city) => city.id === lot.cityId) }))
    .filter(({ points }) => points > 0n)
    .sort((a, b) => (a.points < b.points ? 1 : -1))
    .map(({ lot, points, city }) => ({ slug: city?.slug ?? String(lot.cityId), name: city?.name ?? String(lot.cityId), points, note: lot.isOpened ? undefined : text.notOpened }));
  if (parts.length === 0) return <Empty title={text.noPoints}>{text.noPointsNote}</Empty>;
  const sentence = text.originSentence(formatList(parts.map((part) => `${part.name}, ${formatPoints(part.points)}`)));
  return (
    <Section title={text.origin}>
      <CityParts parts={parts} sentence={sentence} />
    </Section>
  );
}

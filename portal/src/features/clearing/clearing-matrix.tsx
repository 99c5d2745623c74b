import { formatNumber } from "../../i18n/format-number.ts";
import { clearingText } from "../../i18n/clearing.text.ts";
import { uiText } from "../../i18n/ui.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { netPositions } from "./clearing.ts";
import type { Clearing } from "./clearing.ts";

type MatrixProps = { matrix: Clearing["matrix"]; ownCityId: number; nameOf: (cityId: number) => string };

/** What each city owes each other: a row owes, a column receives. Scrolls in its own region. */
export function ClearingMatrix({ matrix, ownCityId, nameOf }: MatrixProps) {
  const text = useText(clearingText);
  const ui = useText(uiText);
  const { cityIds, cells } = matrix;
  const positions = netPositions(matrix);
  const whole = positions.reduce((sum, { owes }) => sum + owes, 0n);
  const isOwn = (cityId: number) => (cityId === ownCityId ? "is-me" : undefined);
  return (
    <div className="m-scroll" tabIndex={0} role="region" aria-label={ui.table(text.matrixTitle)}>
      <table className="m-table m-matrix">
        <caption className="m-hide">{text.matrixTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{text.matrixHead}</th>
            {cityIds.map((cityId) => <th key={cityId} scope="col" className={isOwn(cityId)}>{nameOf(cityId)}</th>)}
            <th scope="col">{text.owes}</th>
          </tr>
        </thead>
        <tbody>
          {cityIds.map((debtor, row) => (
            <tr key={debtor} className={isOwn(debtor)}>
              <th scope="row">{nameOf(debtor)}</th>
              {cityIds.map((creditor, column) =>
                debtor === creditor ? (
                  <td key={creditor} className="is-self">·</td>
                ) : (
                  <td key={creditor} className={["n", isOwn(creditor)].filter(Boolean).join(" ")}>{formatNumber(BigInt(cells[row]?.[column] ?? "0"))}</td>
                ),
              )}
              <td className="n"><b>{formatNumber(positions[row]?.owes ?? 0n)}</b></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.receives}</th>
            {positions.map(({ cityId, receives }) => <td key={cityId} className="n">{formatNumber(receives)}</td>)}
            <td className="n">{formatNumber(whole)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

import { Fragment } from "react";
import { Link } from "react-router";
import { civilDay, formatDay } from "../../i18n/format-date.ts";
import { pointsText } from "../../i18n/points.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Move, Moves, MovesDay } from "../../ui/move.tsx";
import { movementReason } from "./movement-reason.ts";
import type { Movement } from "./movements.ts";

/** Movements, newest first, under the head of their civil day, each with its reason and its receipt. */
export function MovementList({ movements, nameOfCity }: { movements: readonly Movement[]; nameOfCity: (cityId: number) => string | undefined }) {
  const text = useText(pointsText);
  return (
    <Moves>
      {movements.map((movement, index) => {
        const before = movements[index - 1];
        const isNewDay = before === undefined || civilDay(before.at) !== civilDay(movement.at);
        return (
          <Fragment key={movement.id}>
            {isNewDay && <MovesDay>{formatDay(movement.at)}</MovesDay>}
            <Move what={movement.title} points={BigInt(movement.points)}>
              {movementReason(movement, text.reason, nameOfCity)}{" "}
              {movement.chargeId && <Link to={`/payer/recu/${movement.chargeId}`} aria-label={`${text.receipt} : ${movement.title}`}>{text.receipt}</Link>}
              {movement.exchangeId && <Link to={`/echanges/${movement.exchangeId}`} aria-label={`${text.exchange} : ${movement.title}`}>{text.exchange}</Link>}
            </Move>
          </Fragment>
        );
      })}
    </Moves>
  );
}

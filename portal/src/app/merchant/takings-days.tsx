import { useNavigate } from "react-router";
import { shiftDay } from "../../features/redemptions/civil-days.ts";
import { takingsText } from "../../i18n/takings.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ButtonLink } from "../../ui/button.tsx";

function addressOf(day: string, today: string): string {
  return day === today ? "/commerce/ventes" : `/commerce/ventes?jour=${day}`;
}

/** The day before, the day itself, the day after, and today. */
export function TakingsDays({ day, today }: { day: string; today: string }) {
  const text = useText(takingsText);
  const navigate = useNavigate();
  return (
    <nav className="m-row" aria-label={text.days}>
      <ButtonLink to={addressOf(shiftDay(day, -1), today)} look="second">{text.before}</ButtonLink>
      <label className="m-hide" htmlFor="jour">{text.day}</label>
      <input id="jour" type="date" className="m-input m-input--s" max={today} value={day} onChange={(event) => { if (event.target.value !== "") void navigate(addressOf(event.target.value, today)); }} />
      {day < today && <ButtonLink to={addressOf(shiftDay(day, 1), today)} look="second">{text.after}</ButtonLink>}
      {day < shiftDay(today, -1) && <ButtonLink to={addressOf(today, today)} look="quiet">{text.today}</ButtonLink>}
    </nav>
  );
}

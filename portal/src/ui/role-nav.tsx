import { NavLink } from "react-router";
import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";

export type RoleNavItem = { to: string; label: string; end?: boolean };

/** The sections of a role, five at most. Scrolls sideways on a narrow screen. */
export function RoleNav({ items }: { items: readonly RoleNavItem[] }) {
  const text = useText(frameText);
  return (
    <nav className="m-rolenav" aria-label={text.sections}>
      <div className="m-wrap">
        <ul>
          {items.map((item) => (
            <li key={item.to}>
              <NavLink to={item.to} end={item.end ?? false}>{item.label}</NavLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

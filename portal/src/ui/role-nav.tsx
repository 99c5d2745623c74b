import { useEffect, useRef } from "react";
import type { ComponentType } from "react";
import { NavLink, useLocation } from "react-router";
import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";

/** `Mark` says something new beside the label: how many unread notices. */
export type RoleNavItem = { to: string; label: string; end?: boolean; Mark?: ComponentType };

/** The sections of a role, five at most. Scrolls sideways on a narrow screen. */
export function RoleNav({ items }: { items: readonly RoleNavItem[] }) {
  const text = useText(frameText);
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav className="m-rolenav" aria-label={text.sections}>
      <div className="m-wrap">
        <ul ref={list}>
          {items.map(({ to, label, end = false, Mark }) => (
            <li key={to}>
              <NavLink to={to} end={end}>
                {label}
                {Mark && <Mark />}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

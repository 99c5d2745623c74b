import { NavLink } from "react-router";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export type SwitchTab = { to: string; icon: IconName; label: string };

/** Two ways to do one thing (show or read), as links. */
export function SwitchTabs({ label, tabs }: { label: string; tabs: readonly [SwitchTab, SwitchTab] }) {
  return (
    <nav className="m-switch" aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end>
          <Icon name={tab.icon} />
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}

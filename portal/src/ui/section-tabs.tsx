import { NavLink } from "react-router";

export type SectionTab = { to: string; label: string; end?: boolean };

/** Pages inside one section, as links. */
export function SectionTabs({ label, tabs }: { label: string; tabs: readonly SectionTab[] }) {
  if (tabs.length < 2) return null;
  return (
    <nav aria-label={label}>
      <ul className="m-tabs">
        {tabs.map(({ to, label: name, end = false }) => (
          <li key={to}><NavLink to={to} end={end}>{name}</NavLink></li>
        ))}
      </ul>
    </nav>
  );
}

import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

/** Ways in, one under the other. */
export function ChoiceList({ children }: { children: ReactNode }) {
  return <ul className="m-choice">{children}</ul>;
}

type ChoiceProps = { icon: IconName; title: string; note: string } & ({ href: string } | { onPress: () => void; busy?: boolean });

/** One way in: an address the server answers, or an act of this page. */
export function Choice(props: ChoiceProps) {
  const body = (
    <>
      <Icon name={props.icon} />
      <span>
        <strong>{props.title}</strong>
        <span>{props.note}</span>
      </span>
      <Icon name="chevronRight" className="m-chev" />
    </>
  );
  if ("href" in props) return <li><a href={props.href}>{body}</a></li>;
  return (
    <li>
      <button type="button" onClick={() => { if (!props.busy) props.onPress(); }} aria-disabled={props.busy || undefined} aria-busy={props.busy || undefined}>{body}</button>
    </li>
  );
}

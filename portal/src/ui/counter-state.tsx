import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";
import { Rang } from "./rang.tsx";
import type { RangState } from "./rang.tsx";

export type CounterTone = "ok" | "wait" | "bad";

type CounterStateProps = {
  tone: CounterTone;
  icon: IconName;
  /** « Accepté », « Refusé », « En attente ». */
  kind: string;
  title: string;
  children: ReactNode;
  /** Who acts, and the code to give by telephone: « La personne choisit · R1 ». */
  who?: { name: string; code?: string };
  cities?: readonly RangState[];
  knitting?: boolean;
  action?: ReactNode;
};

/** An answer that fills the counter's screen: what happened, what to do, one act. The title takes the focus. */
export function CounterState({ tone, icon, kind, title, children, who, cities, knitting = false, action }: CounterStateProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [kind, title]);
  return (
    <article className={`m-etat m-etat--${tone} m-etat--full`}>
      <div className="m-etat__top">
        <Icon name={icon} />
        <h2 ref={heading} tabIndex={-1}>
          <span className="m-etat__k">{kind}</span> {title}
        </h2>
        {cities && <Rang states={cities} knitting={knitting} />}
      </div>
      <div className="m-etat__body">
        {children}
        {who && (
          <p className="m-qui">
            <Icon name="person" />
            {who.name} {who.code && <span className="m-code">{who.code}</span>}
          </p>
        )}
      </div>
      {action && <div className="m-etat__foot">{action}</div>}
    </article>
  );
}

import { useEffect, useEffectEvent, useRef } from "react";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { useCity } from "../cities/city-context.ts";
import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";

/** Sets « Mes points — Maille, Brossard ». */
export function useDocumentTitle(title: string): void {
  const city = useCity();
  const text = useText(frameText);
  const full = text.documentTitle(title, city.name);
  useEffect(() => {
    document.title = full;
  }, [full]);
}

type PageProps = {
  title: string;
  /** The title is read but not shown, where a figure already says it. */
  titleHidden?: boolean;
  lead?: ReactNode;
  aside?: ReactNode;
  /** One column for one act. */
  narrow?: boolean;
  /** Above the title: the error summary of a form. */
  before?: ReactNode;
  children: ReactNode;
};

/**
 * A screen: its document title, its single `h1`, which takes the focus when one comes from another screen,
 * and its width.
 */
export function Page({ title, titleHidden = false, lead, aside, narrow = false, before, children }: PageProps) {
  useDocumentTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, pathname } = useLocation();
  const arrived = key === "default";
  const focusTitle = useEffectEvent(() => {
    if (!arrived) heading.current?.focus({ preventScroll: true });
  });
  useEffect(() => focusTitle(), [pathname]);
  const h1 = <h1 ref={heading} tabIndex={-1} className={titleHidden ? "m-hide" : undefined}>{title}</h1>;
  const head = lead ? <div className="m-stack m-stack-s">{h1}<p>{lead}</p></div> : h1;
  return (
    <div className="m-wrap m-page">
      <div className={narrow ? "m-narrow m-stack m-stack-l" : "m-stack m-stack-l"}>
        {before}
        {aside ? <div className="m-row m-row--split">{head}{aside}</div> : head}
        {children}
      </div>
    </div>
  );
}

import { useEffect, useEffectEvent, useRef } from "react";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Footer } from "./footer.tsx";
import { LedgerBanner } from "./ledger-banner.tsx";
import { Mast } from "./mast.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { StitchSymbol } from "./stitch.tsx";

type PageFrameProps = {
  /** Name of who is signed in. */
  personName?: string | undefined;
  onSignOut?: () => void;
  /** Shown beside the city: a trial ledger says so on every page. */
  testLedger: boolean;
  /** Sections of the role. */
  navigation?: ReactNode;
  children: ReactNode;
};

/** Skip link, offline strip, state of the ledger, mast, sections, main, footer: the same on every page of every city. */
export function PageFrame({ personName, onSignOut, testLedger, navigation, children }: PageFrameProps) {
  const text = useText(frameText);
  const main = useRef<HTMLElement>(null);
  const { key, pathname } = useLocation();
  const arrived = key === "default";
  const takeFocus = useEffectEvent(() => {
    if (arrived) return;
    window.scrollTo(0, 0);
    // A screen gives the focus to its own title; until it is there, the focus waits on main.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  });
  useEffect(() => takeFocus(), [pathname]);
  return (
    <>
      <StitchSymbol />
      <a className="m-skip" href="#contenu">{text.skipToContent}</a>
      <OfflineBanner />
      <LedgerBanner />
      <Mast personName={personName} onSignOut={onSignOut} testLedger={testLedger} />
      {navigation}
      <main id="contenu" tabIndex={-1} ref={main}>{children}</main>
      <Footer />
    </>
  );
}

import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export type BannerTone = "info" | "ok" | "warn" | "bad";

const iconOf: Record<BannerTone, IconName> = { info: "info", ok: "check", warn: "warning", bad: "warning" };

type BannerProps = {
  tone?: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Set when the banner appears after an act, so that it is read at once. Failures interrupt, the rest waits. */
  announce?: boolean;
};

/** A notice in the page. It stays until what it says is no longer true: nothing here disappears by itself. */
export function Banner({ tone = "info", title, children, announce = false }: BannerProps) {
  const role = announce ? (tone === "bad" ? "alert" : "status") : undefined;
  return (
    <div className={tone === "info" ? "m-avis" : `m-avis m-avis--${tone}`} role={role}>
      <Icon name={iconOf[tone]} />
      <div>
        {title && <h2>{title}</h2>}
        {typeof children === "string" ? <p>{children}</p> : children}
      </div>
    </div>
  );
}

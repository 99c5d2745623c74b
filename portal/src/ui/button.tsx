import { useId } from "react";
import type { MouseEvent, ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export type ButtonLook = "normal" | "second" | "quiet" | "danger" | "pay";

function classOf(look: ButtonLook, wide: boolean): string {
  const names = ["m-btn"];
  if (look !== "normal") names.push(`m-btn--${look}`);
  if (wide) names.push("m-btn--wide");
  return names.join(" ");
}

type ButtonProps = {
  children: ReactNode;
  look?: ButtonLook;
  icon?: IconName;
  wide?: boolean;
  type?: "button" | "submit" | "reset";
  onPress?: () => void;
  /** Why the act is not possible now. The button stays reachable and says it. */
  unavailableBecause?: string | undefined;
  /** The act is under way: the button stays reachable and does nothing. */
  busy?: boolean;
  label?: string;
  pressed?: boolean;
};

/** An act. Never natively disabled: an unavailable button can be reached and explains itself. */
export function Button({ children, look = "normal", icon, wide = false, type = "button", onPress, unavailableBecause, busy = false, label, pressed }: ButtonProps) {
  const reasonId = useId();
  const unavailable = busy || unavailableBecause !== undefined;
  const press = (event: MouseEvent) => {
    if (unavailable) event.preventDefault();
    else onPress?.();
  };
  return (
    <>
      <button
        type={type}
        className={classOf(look, wide)}
        onClick={press}
        aria-disabled={unavailable || undefined}
        aria-busy={busy || undefined}
        aria-describedby={unavailableBecause === undefined ? undefined : reasonId}
        aria-label={label}
        aria-pressed={pressed}
      >
        {icon && <Icon name={icon} />}
        {children}
      </button>
      {unavailableBecause !== undefined && <p className="m-note" id={reasonId}>{unavailableBecause}</p>}
    </>
  );
}

type ButtonLinkProps = { children: ReactNode; to: string; look?: ButtonLook; icon?: IconName; wide?: boolean; reload?: boolean };

/** A link that looks like a button. `reload` leaves the portal for an address the server answers. */
export function ButtonLink({ children, to, look = "normal", icon, wide = false, reload = false }: ButtonLinkProps) {
  return (
    <Link to={to} className={classOf(look, wide)} reloadDocument={reload}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** Buttons side by side; one under the other on a narrow screen. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="m-actions">{children}</div>;
}

import { Navigate } from "react-router";
import { bookTabs } from "./navigation.ts";
import { usePowers } from "./use-powers.ts";

/** « Comptes »: the first of the books that this person may read. */
export function Component() {
  const [first] = bookTabs(usePowers());
  return <Navigate to={first?.to ?? "/ville/comptes/emissions"} replace />;
}

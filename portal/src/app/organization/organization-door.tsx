import { Outlet } from "react-router";
import { actingForText } from "../../i18n/acting-for.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ActingForDoor } from "../acting-for-door.tsx";

/** Sheets are those of one organization. */
export function Component() {
  const text = useText(actingForText);
  return <ActingForDoor kinds={["COORDINATOR"]} title={text.organizationTitle}><Outlet /></ActingForDoor>;
}

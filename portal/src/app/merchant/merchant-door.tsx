import { Outlet } from "react-router";
import { actingForText } from "../../i18n/acting-for.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ActingForDoor } from "../acting-for-door.tsx";

/** The counter belongs to one merchant. */
export function Component() {
  const text = useText(actingForText);
  return <ActingForDoor kinds={["CASHIER", "MERCHANT_OWNER"]} title={text.merchantTitle}><Outlet /></ActingForDoor>;
}

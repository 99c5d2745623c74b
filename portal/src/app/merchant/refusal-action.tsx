import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { sessionQuery } from "../../api/session.ts";
import { counterChargeQuery } from "../../features/redemptions/counter-charge.ts";
import type { CounterCharge, CounterRefusal } from "../../features/redemptions/counter-charge.ts";
import { cancelSale } from "../../features/redemptions/ring-up.ts";
import { counterText } from "../../i18n/counter.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { useEnterKey } from "../../ui/use-enter-key.ts";
import { keepAmount } from "./amount-kept.ts";

/** What the refusal asks for: another amount, a new code, the takings, a call. Enter does it too. */
export function RefusalAction({ refusal, charge }: { refusal: CounterRefusal; charge: CounterCharge }) {
  const { refused: text } = useText(counterText);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  /** A sale refused before the ledger saw it is ended here; the others have ended already. */
  const leave = (to: string, keep: boolean) => {
    if (charge.status === "OPEN" || charge.status === "CONSENTED") void cancelSale(charge.chargeId).catch(() => undefined);
    queries.removeQueries({ queryKey: counterChargeQuery(charge.chargeId).queryKey });
    void navigate(to, keep ? { state: keepAmount(charge) } : {});
  };
  const act = () => {
    if (refusal.code === "R6") window.location.assign(`tel:${(session?.city.phone ?? "311").replace(/\D/g, "")}`);
    else if (refusal.code === "R3") leave("/commerce/ventes", false);
    else leave("/commerce/encaisser", refusal.code !== "R4");
  };
  useEnterKey(act);
  return (
    <div className="m-stack">
      <Button wide onPress={act}>{text.action[refusal.code]}</Button>
      {(refusal.code === "R6" || refusal.code === "R3") && <Button look="second" wide onPress={() => leave("/commerce/encaisser", false)}>{text.back}</Button>}
    </div>
  );
}

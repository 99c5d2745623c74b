import { useQueryClient } from "@tanstack/react-query";
import { useSubmission } from "../../api/use-submission.ts";
import { counterChargeQuery } from "../../features/redemptions/counter-charge.ts";
import type { CounterCharge } from "../../features/redemptions/counter-charge.ts";
import { cancelSale } from "../../features/redemptions/ring-up.ts";
import { counterText } from "../../i18n/counter.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";

/** Ends a sale that the terminal has not signed. */
export function CancelSale({ charge }: { charge: CounterCharge }) {
  const { sale: text } = useText(counterText);
  const queries = useQueryClient();
  const cancel = useSubmission(async () => queries.setQueryData(counterChargeQuery(charge.chargeId).queryKey, await cancelSale(charge.chargeId)));
  return (
    <div className="m-stack">
      {cancel.problem && <ProblemBanner error={cancel.problem} />}
      <Button look="second" wide busy={cancel.busy} onPress={() => cancel.submit(undefined)}>{text.cancel}</Button>
    </div>
  );
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { citiesQuery } from "../../api/cities.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { chargeCodeKey, counterChargeQuery } from "../../features/redemptions/counter-charge.ts";
import type { ChargeCode, CounterCharge } from "../../features/redemptions/counter-charge.ts";
import { refusalOfProblem } from "../../features/redemptions/refusal-of-problem.ts";
import { meetPerson } from "../../features/redemptions/ring-up.ts";
import { SaleRefused } from "../../features/redemptions/sale-answers.tsx";
import { SaleCodeView, SaleTimeLeft } from "../../features/redemptions/sale-code-view.tsx";
import { counterText } from "../../i18n/counter.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CodeScanner } from "../../scanning/code-scanner.tsx";
import type { ScannedCode } from "../../scanning/parse-code.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { CancelSale } from "./cancel-sale.tsx";
import { RefusalAction } from "./refusal-action.tsx";

/** A sale that nobody has before them yet: show its code, or read the person's. */
export function OpenSale({ charge }: { charge: CounterCharge }) {
  const { sale: text } = useText(counterText);
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const reads = search.has("lire");
  const { data: code } = useQuery<ChargeCode>({ queryKey: chargeCodeKey(charge.chargeId), enabled: false });
  const meet = useSubmission(async (read: ScannedCode) => {
    queries.setQueryData(counterChargeQuery(charge.chargeId).queryKey, await meetPerson(charge.chargeId, read));
  });
  const refusal = meet.problem && refusalOfProblem(meet.problem);
  if (refusal) return <SaleRefused refusal={refusal} action={<RefusalAction refusal={refusal} charge={charge} />} />;
  const look = (way: "show" | "read") => {
    meet.renew();
    setSearch(way === "read" ? { lire: "" } : {}, { replace: true });
  };
  return (
    <div className="m-stack m-stack-l">
      <div className="m-row" role="group" aria-label={text.ways}>
        <Button look={reads ? "second" : "normal"} icon="qr" pressed={!reads} onPress={() => look("show")}>{text.showTab}</Button>
        <Button look={reads ? "normal" : "second"} icon="scan" pressed={reads} onPress={() => look("read")}>{text.readTab}</Button>
      </div>
      {meet.problem && <ProblemBanner error={meet.problem} />}
      {reads ? <PersonCode charge={charge} busy={meet.busy} onCode={meet.submit} /> : <ShownCode code={code} />}
      <CancelSale charge={charge} />
    </div>
  );
}

function ShownCode({ code }: { code: ChargeCode | undefined }) {
  const { sale: text } = useText(counterText);
  if (code === undefined) return <Banner tone="warn" title={text.codeGone}>{text.codeGoneNote}</Banner>;
  return (
    <>
      <SaleCodeView code={code} />
      <p role="status">{text.waitingNote}</p>
    </>
  );
}

function PersonCode({ charge, busy, onCode }: { charge: CounterCharge; busy: boolean; onCode: (code: ScannedCode) => void }) {
  const { sale: text } = useText(counterText);
  const cities = useQuery(citiesQuery);
  return (
    <>
      <Awaited reading={cities} what={text.cities}>{(members) => <CodeScanner cities={members} onCode={onCode} busy={busy} />}</Awaited>
      {charge.validBefore !== undefined && <SaleTimeLeft endsAt={charge.validBefore} />}
    </>
  );
}

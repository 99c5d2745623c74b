import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { citiesQuery } from "../../api/cities.ts";
import { chargeCodeKey } from "../../features/redemptions/counter-charge.ts";
import type { ChargeCode, CounterCharge } from "../../features/redemptions/counter-charge.ts";
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
import type { useMeetPerson } from "./use-meet-person.ts";

/** A sale that nobody has before them yet: show its code, or read the person's. */
export function OpenSale({ charge, meeting }: { charge: CounterCharge; meeting: ReturnType<typeof useMeetPerson> }) {
  const { sale: text } = useText(counterText);
  const [search, setSearch] = useSearchParams();
  const reads = search.has("lire");
  const { data: code } = useQuery<ChargeCode>({ queryKey: chargeCodeKey(charge.chargeId), enabled: false });
  const look = (way: "show" | "read") => {
    meeting.renew();
    setSearch(way === "read" ? { lire: "" } : {}, { replace: true });
  };
  return (
    <div className="m-stack m-stack-l">
      <div className="m-row" role="group" aria-label={text.ways}>
        <Button look={reads ? "second" : "normal"} icon="qr" pressed={!reads} onPress={() => look("show")}>{text.showTab}</Button>
        <Button look={reads ? "normal" : "second"} icon="scan" pressed={reads} onPress={() => look("read")}>{text.readTab}</Button>
      </div>
      {meeting.problem && <ProblemBanner error={meeting.problem} />}
      {reads ? <PersonCode charge={charge} busy={meeting.busy} onCode={meeting.read} /> : <ShownCode code={code} />}
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

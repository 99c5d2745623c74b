import type { NetworkFile } from "maille-verify/network-file";
import { describeCloses, describeFact, describeSeals } from "maille-verify/sentences";
import type { SealingCity, Verdict } from "maille-verify/verify-proof";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { Banner } from "../../ui/banner.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { More } from "../../ui/more.tsx";
import { rangOf, Rang } from "../../ui/rang.tsx";
import type { ProofCheck } from "./check-proof.ts";

/** What a check found, in words first: the row of cities only repeats them. */
export function CheckView({ check, network }: { check: ProofCheck; network: NetworkFile }) {
  const text = useText(verifyText);
  if ("refusal" in check) return <Banner tone="bad" title={text.refused} announce>{check.refusal}</Banner>;
  return <VerdictView verdict={check.verdict} network={network} />;
}

function VerdictView({ verdict, network }: { verdict: Verdict; network: NetworkFile }) {
  const text = useText(verifyText);
  const isSealed = verdict.consensus === "qbft";
  // A member that the description does not name is known by its address only, which is never shown.
  const named = (cities: readonly SealingCity[]) => cities.map((city) => (city.name.startsWith("0x") ? { ...city, name: text.unknownCity } : city));
  return (
    <div className="m-panel m-stack">
      <Banner tone={verdict.isTrial ? "info" : "ok"} title={verdict.isTrial ? text.provedTrial : text.proved} announce>
        <p>{factWords(verdict, network, text)}</p>
        <p>{text.when(formatDateTime(verdict.at * 1_000))}</p>
      </Banner>
      {isSealed && <Rang states={rangOf(verdict.sealedBy.length, verdict.setSize)} />}
      <p>{describeSeals({ ...verdict, sealedBy: named(verdict.sealedBy) })}</p>
      {verdict.closesBy.length > 0 && <p>{describeCloses(named(verdict.closesBy))}</p>}
      {verdict.isTrial && isSealed && <p>{text.trial}</p>}
      <More summary={text.details}>
        <DefinitionList
          items={[
            { term: text.page, value: formatNumber(verdict.blockNumber) },
            { term: text.network, value: verdict.network },
            ...(isSealed ? [{ term: text.needed, value: text.neededOf(String(verdict.quorum), String(verdict.setSize)) }] : []),
          ]}
        />
      </More>
    </div>
  );
}

/** The fact's sentence; of a report, without its hash. */
function factWords({ what }: Verdict, network: NetworkFile, text: { report: (city: string) => string; unknownCity: string }): string {
  if (what.kind !== "REPORT") return describeFact(what);
  return text.report(network.cities.find(({ id }) => id === what.cityId)?.name ?? text.unknownCity);
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { councilText } from "../../i18n/council.text.ts";
import { formatList } from "../../i18n/format-list.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Section } from "../../ui/panel.tsx";
import { Rang } from "../../ui/rang.tsx";
import { quorumQuery } from "./members.ts";
import type { Member, Quorum } from "./members.ts";

/** « Si Magog et Wendake sont arrêtées, le réseau continue-t-il ? » */
export function QuorumCheck({ members }: { members: readonly Member[] }) {
  const text = useText(councilText);
  const [without, setWithout] = useState<readonly number[]>([]);
  const quorum = useQuery(quorumQuery(without));
  const toggle = (cityId: number, isStopped: boolean) =>
    setWithout((before) => (isStopped ? [...before, cityId] : before.filter((one) => one !== cityId)).toSorted((one, other) => one - other));
  return (
    <Section title={text.whatIf} panel>
      <p>{text.whatIfLead}</p>
      <fieldset className="m-field">
        <legend className="m-label">{text.stopped}</legend>
        <div className="m-choices">
          {members.map(({ cityId, cityName }) => (
            <Checkbox key={cityId} id={`arretee-${cityId}`} checked={without.includes(cityId)} onChecked={(isStopped) => toggle(cityId, isStopped)}>
              {cityName}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <Rang states={members.map(({ cityId }) => (without.includes(cityId) ? "differs" : "full"))} />
      <Awaited reading={quorum} what={text.membersWhat} lines={2}>{(answer) => <Answer quorum={answer} />}</Awaited>
    </Section>
  );
}

function Answer({ quorum }: { quorum: Quorum }) {
  const text = useText(councilText);
  const stopped = formatList(quorum.without.map(({ cityName }) => cityName));
  return (
    <div role="status">
      <Banner tone={quorum.finalizes ? "ok" : "bad"}>
        <p><b>{quorum.finalizes ? text.goesOn(stopped, quorum.without.length) : text.stops(stopped)}</b></p>
        <p>{text.running(quorum.runningCount, quorum.setSize, quorum.quorum)} {quorum.finalizes && text.mayFail(quorum.mayFailMore)}</p>
      </Banner>
    </div>
  );
}

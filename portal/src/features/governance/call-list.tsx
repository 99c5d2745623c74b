import { councilText } from "../../i18n/council.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { More } from "../../ui/more.tsx";
import type { Call } from "./proposals.ts";

/** What would be called, in plain words, with the exact bytes underneath. */
export function CallList({ calls }: { calls: readonly Call[] }) {
  const text = useText(councilText);
  return (
    <ol className="m-lignes">
      {calls.map((call, index) => (
        <li key={`${index}-${call.data}`}>
          {call.isKnown ? <p className="m-break"><b>{call.sentence}</b></p> : <Banner tone="warn">{call.sentence}</Banner>}
          <More summary={text.exact}>
            <DefinitionList
              stacked
              items={[
                { term: text.contract, value: call.contract ?? text.unknownCall },
                { term: text.address, value: call.target, code: true },
                ...(call.signature === null ? [] : [{ term: text.callName, value: call.signature, code: true }]),
                ...call.args.map(({ name, value }, place) => ({ term: name || `${place + 1}`, value, code: true })),
                { term: text.bytes, value: call.data, code: true },
              ]}
            />
          </More>
        </li>
      ))}
    </ol>
  );
}

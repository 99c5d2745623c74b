import { municipalActsText } from "../../i18n/municipal-acts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import type { ToSign } from "../../signing/typed-struct.ts";
import { More } from "../../ui/more.tsx";
import { Table } from "../../ui/table.tsx";
import { flattenMessage } from "./flatten-message.ts";

/**
 * The very values under the signature, folded: the words above come from the service, these are what the key signs,
 * so that an officer who doubts can compare.
 */
export function SignedValues({ toSign }: { toSign: ToSign }) {
  const text = useText(municipalActsText);
  return (
    <More summary={text.exactValues}>
      <p className="m-note">{text.exactNote}</p>
      <Table
        caption={toSign.primaryType}
        rows={flattenMessage(toSign.message)}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", head: text.field, cell: ({ name }) => <span className="m-code">{name}</span> },
          { key: "value", head: text.value, cell: ({ value }) => <span className="m-code m-break">{value}</span> },
        ]}
      />
    </More>
  );
}

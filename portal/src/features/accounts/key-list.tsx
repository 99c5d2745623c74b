import { formatDate, formatDateTime } from "../../i18n/format-date.ts";
import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { AccountKey } from "./account.ts";

type KeyListProps = { keys: readonly AccountKey[]; isHere: (key: AccountKey) => boolean; onRemove: (key: AccountKey) => void; busy: boolean };

/** The keys that may approve for the account: which, since when, and what still waits its 24 hours. */
export function KeyList({ keys, isHere, onRemove, busy }: KeyListProps) {
  const { keys: text } = useText(accountsText);
  if (keys.length === 0) return <Empty title={text.none}>{text.noneNote}</Empty>;
  return (
    <ul className="m-lignes">
      {keys.map((key) => (
        <li key={key.signerHash}>
          <div className="m-row m-row--split">
            <b>{key.label}</b>
            <span className="m-row">
              {isHere(key) && <Tag tone="info">{text.thisDevice}</Tag>}
              <Tag tone={key.isPending ? "warn" : "ok"}>{key.isPending ? text.waiting : text.active}</Tag>
            </span>
          </div>
          <p className="m-note">
            {key.kind === "DEVICE" ? text.device : key.isPasskey ? text.full : text.main}. {text.since(formatDate(key.createdAt))} {key.isPending && text.waitingUntil(formatDateTime(key.activeFrom))}
          </p>
          <p><Button look="quiet" busy={busy} onPress={() => onRemove(key)} label={text.removeKey(key.label)}>{text.remove}</Button></p>
        </li>
      ))}
    </ul>
  );
}

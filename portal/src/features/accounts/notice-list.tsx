import { Link } from "react-router";
import { accountsText } from "../../i18n/accounts.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { Notice } from "./notices.ts";

/** Only a path of this portal is followed. */
function portalPath(link: string | undefined): string | undefined {
  return link !== undefined && /^\/(?![/\\])/.test(link) ? link : undefined;
}

export function NoticeList({ notices, busy, onRead }: { notices: readonly Notice[]; busy: boolean; onRead: (id: string) => void }) {
  const { notices: text } = useText(accountsText);
  if (notices.length === 0) return <Empty level={2} title={text.none}>{text.noneNote}</Empty>;
  return (
    <ul className="m-lignes m-panel">
      {notices.map((notice) => {
        const path = portalPath(notice.link);
        const isUnread = !notice.readAt;
        return (
          <li key={notice.id}>
            <div className="m-row m-row--split">
              <h2 className="m-strong m-titre-avis">{notice.title}</h2>
              {isUnread && <Tag tone="info">{text.fresh}</Tag>}
            </div>
            <p>{notice.body}</p>
            <p className="m-note">{formatDateTime(notice.at)}</p>
            <div className="m-row">
              {path && <Link to={path} onClick={() => { if (isUnread) onRead(notice.id); }}>{text.open}<span className="m-hide"> : {notice.title}</span></Link>}
              {isUnread && <Button look="quiet" busy={busy} onPress={() => onRead(notice.id)} label={`${text.markRead} : ${notice.title}`}>{text.markRead}</Button>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

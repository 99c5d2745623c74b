import { useState } from "react";
import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/panel.tsx";
import { ListenToCode } from "../../ui/short-code.tsx";
import { codeGroups } from "./member-code.ts";

/** The member code, large, to be dictated, and its renewal. */
export function MemberCodeView({ code, busy, onRenew }: { code: string; busy: boolean; onRenew: () => void }) {
  const { profile: text } = useText(accountsText);
  const [asking, setAsking] = useState(false);
  const renew = () => {
    setAsking(false);
    onRenew();
  };
  return (
    <Section title={text.memberCode} panel>
      <p className="m-codemembre">
        <span className="m-hide">{text.memberCodeSpelled([...code].join(", "))}</span>
        {codeGroups(code).map((group, index) => <span key={index} aria-hidden="true">{group}</span>)}
      </p>
      <p className="m-note">{text.memberCodeNote}</p>
      <div className="m-actions">
        <ListenToCode code={code} />
        <Button look="quiet" busy={busy} onPress={() => setAsking(true)}>{text.changeCode}</Button>
      </div>
      <Dialog
        open={asking}
        title={text.changeCodeTitle}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={renew}>{text.changeCodeConfirm}</Button>
            <Button look="second" onPress={() => setAsking(false)}>{text.keepCode}</Button>
          </>
        }
      >
        <p>{text.changeCodeNote}</p>
      </Dialog>
    </Section>
  );
}

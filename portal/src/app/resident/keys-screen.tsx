import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { accountQuery } from "../../features/accounts/account.ts";
import type { Account, AccountKey } from "../../features/accounts/account.ts";
import { isKeyOf } from "../../features/accounts/key-acts.ts";
import { KeyList } from "../../features/accounts/key-list.tsx";
import { LimitsView } from "../../features/accounts/limits-view.tsx";
import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { passkeysAvailable } from "../../signing/passkey.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useAccountNews } from "./use-account-news.ts";
import { useKeyChanges } from "./use-key-changes.ts";
import type { KeyChange } from "./use-key-changes.ts";

const SIGN_IN_AGAIN = `/api/sign-in/oidc/start?${new URLSearchParams({ returnTo: "/profil/cles" })}`;

/** « Mes clés »: which may approve, what waits, adding and removing, and the limits. */
export function Component() {
  const { keys: text } = useText(accountsText);
  const account = useQuery(accountQuery);
  useAccountNews();
  return (
    <Page title={text.title} lead={<><span>{text.lead} </span><Link to="/profil">{text.back}</Link></>} narrow>
      <Awaited reading={account} what={text.what} lines={5}>{(read) => <Keys account={read} />}</Awaited>
    </Page>
  );
}

function Keys({ account }: { account: Account }) {
  const { keys: text, operation } = useText(accountsText);
  const [removing, setRemoving] = useState<AccountKey | undefined>();
  const { change, keys } = useKeyChanges(account);
  const ask = (asked: KeyChange) => {
    setRemoving(undefined);
    change.submit(asked);
  };
  const hasEverydayHere = account.signers.some((key) => isKeyOf(key.signerHash, keys?.everyday?.signerBytes) && key.kind === "DEVICE");
  // A cast key is anyone's: no device holds it.
  const isHere = (key: AccountKey) => [keys?.everyday, keys?.full].some((own) => own !== undefined && !own.demo && isKeyOf(key.signerHash, own.signerBytes));
  const status = change.operationStatus;
  return (
    <>
      {change.problem && (
        <ProblemBanner error={change.problem}>
          {change.problem.code === "fresh-sign-in-needed" && <p><ButtonLink to={SIGN_IN_AGAIN} look="second" reload>{text.signInAgain}</ButtonLink></p>}
        </ProblemBanner>
      )}
      {change.result && <Banner tone="ok" title={change.result === "removed" ? text.removed : text.added} announce>{change.result === "waiting" ? text.addedWaiting : undefined}</Banner>}
      {change.busy && status !== undefined && status in operation && <OperationProgress sentence={operation[status as keyof typeof operation]} />}
      <Section title={text.list} panel>
        <KeyList keys={account.signers} busy={change.busy} onRemove={setRemoving} isHere={isHere} />
      </Section>
      <AddKeys change={change} offerDevice={!hasEverydayHere} atOnce={keys?.full !== undefined || (keys?.everyday !== undefined && !account.hadFullSigner)} hasFull={keys?.full !== undefined} onAdd={ask} />
      <DemoKeyBanner notice={keys?.demoNotice} />
      <LimitsView caps={account.caps} />
      <Dialog
        open={removing !== undefined}
        title={text.removeTitle}
        onClose={() => setRemoving(undefined)}
        actions={
          <>
            {removing && <Button look="danger" onPress={() => ask({ what: "removal", key: removing })}>{text.removeConfirm}</Button>}
            <Button look="second" onPress={() => setRemoving(undefined)}>{text.keep}</Button>
          </>
        }
      >
        <p>{removing && text.removeNote(removing.label)}</p>
        {account.signers.length === 1 && <p>{text.removeLast}</p>}
      </Dialog>
    </>
  );
}

type AddKeysProps = { change: { busy: boolean }; offerDevice: boolean; atOnce: boolean; hasFull: boolean; onAdd: (asked: KeyChange) => void };

function AddKeys({ change, offerDevice, atOnce, hasFull, onAdd }: AddKeysProps) {
  const { keys: text } = useText(accountsText);
  return (
    <Section title={text.add} panel>
      <p className="m-note">{text.signs}</p>
      <div className="m-stack m-stack-s">
        <p>{text.addPasskeyNote} {atOnce ? text.atOnce : text.afterDay}</p>
        <Button icon="key" busy={change.busy} onPress={() => onAdd({ what: "passkey" })} unavailableBecause={passkeysAvailable() ? undefined : text.noPasskeys}>{text.addPasskey}</Button>
      </div>
      {offerDevice && (
        <div className="m-stack m-stack-s">
          <p>{text.addDeviceNote} {hasFull ? text.atOnce : text.afterDay}</p>
          <Button look="second" icon="device" busy={change.busy} onPress={() => onAdd({ what: "device" })}>{text.addDevice}</Button>
        </div>
      )}
    </Section>
  );
}

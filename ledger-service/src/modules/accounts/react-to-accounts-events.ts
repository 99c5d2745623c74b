import type { Address } from "viem";
import { civilDayText, civilTimeText } from "../../kernel/civil-day.ts";
import { AccountStatus } from "../../platform/chain/generated/enums.ts";
import { onEvent, type Projecting, type Reaction } from "../../indexing/projection.ts";
import type { People } from "../../sign-in/people.ts";
import type { HolderStore } from "./holder-store.ts";
import type { Notice, Notices } from "./notices.ts";

/** The first key comes with the opening itself, which has its own notice. */
const FIRST_REVISION = 1;

interface Parts {
  readonly holders: HolderStore;
  readonly notices: Notices;
  readonly people: Pick<People, "endSessions">;
}

/** Tells holders what happened to their account, and ends their sessions when it is blocked [S6]. */
export function reactToAccountsEvents({ holders, notices, people }: Parts): Reaction {
  async function tell(projecting: Projecting, account: Address, at: Date, notice: Notice): Promise<void> {
    const holder = await holders.ofAccount(projecting.manager, account);
    if (holder === undefined) return;
    await notices.add(projecting.manager, holder.personId, notice, at);
    projecting.notify({ name: "notice", to: { kind: "PERSON", personId: holder.personId }, data: { kind: notice.kind } });
  }

  return {
    name: "accounts",
    on: [
      onEvent("accounts", "AccountOpened", async ({ args, blockTimestamp }, projecting) => {
        await tell(projecting, args.account, blockTimestamp, {
          kind: "ACCOUNT_OPENED",
          title: "Votre compte est ouvert",
          body: "Vous pouvez gagner des points et les utiliser dans votre ville. Ouvrez les autres villes dans «\u202FMon profil\u202F».",
        });
      }),
      onEvent("accounts", "SignerAdded", async ({ args, blockTimestamp }, projecting) => {
        if (args.revision === FIRST_REVISION) return;
        const activeFrom = new Date(Number(args.activeFrom) * 1000);
        await tell(projecting, args.account, blockTimestamp, keyAddedNotice(activeFrom, blockTimestamp));
      }),
      onEvent("accounts", "SignerRemoved", async ({ args, blockTimestamp }, projecting) => {
        await tell(projecting, args.account, blockTimestamp, {
          kind: "KEY_REMOVED",
          title: "Une clé a été retirée",
          body: "Elle ne peut plus signer pour vous. Si ce n’est pas vous, appelez votre ville au 311.",
          link: "/profil",
        });
      }),
      onEvent("accounts", "AccountStatusChanged", async ({ args, blockTimestamp }, projecting) => {
        const holder = await holders.ofAccount(projecting.manager, args.account);
        if (holder === undefined) return;
        await people.endSessions(projecting.manager, holder.personId);
        const isActive = args.status === AccountStatus.ACTIVE;
        await tell(projecting, args.account, blockTimestamp, {
          kind: "ACCOUNT_STATUS",
          title: isActive ? "Votre compte est rétabli" : "Votre compte est bloqué",
          body: isActive ? "Vous pouvez de nouveau utiliser vos points." : "Appelez votre ville au 311 pour connaître la raison et la suite.",
        });
      }),
    ],
  };
}

function keyAddedNotice(activeFrom: Date, now: Date): Notice {
  if (activeFrom <= now) {
    return {
      kind: "KEY_ADDED",
      title: "Une clé a été ajoutée",
      body: "Elle peut signer pour vous dès maintenant. Si ce n’est pas vous, retirez-la dans «\u202FMon profil\u202F».",
      link: "/profil",
    };
  }
  return {
    kind: "KEY_WAITING",
    title: "Une clé attend 24 heures",
    body: `Elle pourra signer pour vous le ${civilDayText(activeFrom)}, à ${civilTimeText(activeFrom)}. Si ce n’est pas vous, retirez-la avant dans «\u202FMon profil\u202F».`,
    link: "/profil",
  };
}

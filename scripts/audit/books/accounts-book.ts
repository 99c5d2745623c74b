import type { Address } from "viem";
import { Check } from "../check.ts";
import { AccountKind, AccountStatus } from "../generated/enums.ts";
import type { Book } from "./book.ts";
import type { AuthorityBook } from "./authority-book.ts";

export interface AccountFacts {
  readonly cityId: number;
  readonly kind: number;
  readonly status: number;
}

export interface AccountsBook extends Book {
  find(account: Address): AccountFacts | undefined;
  count(): number;
}

/** Three small numbers in one: a million accounts must fit. */
const pack = ({ cityId, kind, status }: AccountFacts): number => cityId | (kind << 8) | (status << 12);
const unpack = (packed: number): AccountFacts => ({ cityId: packed & 0xff, kind: (packed >> 8) & 0xf, status: packed >> 12 });

/** Who holds, and whether officers were officers. */
export function accountsBook(authority: AuthorityBook): AccountsBook {
  const opened = new Check("accounts-once", { fr: "Chaque compte s’ouvre une seule fois", en: "Each account opens once" });
  const packed = new Map<Address, number>();
  const find = (account: Address): AccountFacts | undefined => {
    const found = packed.get(account);
    return found === undefined ? undefined : unpack(found);
  };
  return {
    find,
    count: () => packed.size,
    checks: [opened],
    listener: {
      accounts: {
        AccountOpened({ account, cityId, kind }, at) {
          opened.holds(!packed.has(account), () => ({
            fr: `compte ${account} ouvert de nouveau`,
            en: `account ${account} opened again`,
            expected: "1",
            found: "2",
          }), at);
          packed.set(account, pack({ cityId, kind, status: AccountStatus.ACTIVE }));
          if (kind === AccountKind.STAFF) authority.standing(account, cityId, true);
        },
        AccountStatusChanged({ account, status, officer }, at) {
          const known = find(account) ?? { cityId: 0, kind: AccountKind.NONE, status };
          authority.requirePower(known.cityId, "ADMIN", officer, at);
          packed.set(account, pack({ ...known, status }));
          if (known.kind === AccountKind.STAFF) authority.standing(account, known.cityId, status === AccountStatus.ACTIVE);
        },
      },
    },
  };
}

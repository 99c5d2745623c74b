import { privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";
import type { SeededRandom } from "./random.ts";

/** Keys of the cast. The random stream holds the network's chain id: the same person has other keys elsewhere. */
export interface CastKeys {
  /** A person's FULL key: signs as an account's holder, an officer, or a coordinator. */
  person(sub: string): PrivateKeyAccount;
  /** The key of a counter's terminal. */
  terminal(citySlug: string, merchantIndex: number): PrivateKeyAccount;
  /** Pays nothing and holds nothing: sends what the others signed. */
  readonly sender: PrivateKeyAccount;
}

export const castKeys = (random: SeededRandom): CastKeys => ({
  person: (sub) => privateKeyToAccount(random.bytes32(`key/person/${sub}`)),
  terminal: (citySlug, merchantIndex) => privateKeyToAccount(random.bytes32(`key/terminal/${citySlug}/${merchantIndex}`)),
  sender: privateKeyToAccount(random.bytes32("key/sender")),
});

import { getAddress, keccak256, slice, stringToBytes, type Address, type Hex } from "viem";
import { privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";

/** Someone with a wallet: the key follows from the name, so that every run has the same people. */
export interface WalletActor {
  readonly name: string;
  /** The entry of `Accounts` that the wallet is a FULL key of. */
  readonly account: Address;
  readonly wallet: PrivateKeyAccount;
  readonly privateKey: Hex;
}

export function walletActor(name: string): WalletActor {
  const privateKey = keccak256(stringToBytes(`wallet of ${name}`));
  return {
    name,
    account: getAddress(slice(keccak256(stringToBytes(`account of ${name}`)), 0, 20)),
    wallet: privateKeyToAccount(privateKey),
    privateKey,
  };
}

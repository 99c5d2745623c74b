import { hashMessage, keccak256, size, type Address, type Hex } from "viem";
import type { Chain } from "../platform/chain/chain.ts";
import { SignerKind } from "../platform/chain/generated/enums.ts";
import { signInProblems } from "./sign-in.problems.ts";
import type { Standings } from "./standing.ts";

const plainSignatureBytes = 65;

/**
 * The account on which this wallet is a FULL key, as `Accounts` says at `latest` on our own node. Anything but a plain
 * 65-byte signature is refused: ERC-6492 wrappers and contract wallets have no place here, accounts exist from
 * enrolment [S4].
 * @throws Problem `sign-in-refused`, `power-missing`
 */
export async function verifyEthereumSignature(
  parts: { chain: Chain; standings: Pick<Standings, "accountsOfSigner"> },
  signed: { text: string; address: Address; signature: Hex },
): Promise<Address> {
  if (size(signed.signature) !== plainSignatureBytes) throw signInProblems.of("sign-in-refused");
  const digest = hashMessage(signed.text);
  const signer: Hex = signed.address;
  const accounts = await parts.standings.accountsOfSigner(keccak256(signer));
  for (const account of accounts) {
    const kind = await parts.chain.verifyAccount(account, digest, { signer, signature: signed.signature });
    if (kind === SignerKind.FULL) return account;
  }
  throw signInProblems.of(accounts.length === 0 ? "power-missing" : "sign-in-refused");
}

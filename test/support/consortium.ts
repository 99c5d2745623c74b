import { type BaseContract, type Signer, ZeroHash } from "ethers";
import { sentBy, type MailleContracts } from "./contracts.ts";

export interface ConsortiumAct {
  readonly to: BaseContract;
  readonly fn: string;
  readonly args: readonly unknown[];
}

/** The council proposes to the timelock, which has no delay on a test network, and the act is executed. */
export async function proposeAndExecute(
  timelock: MailleContracts["timelock"],
  council: Signer,
  { to, fn, args }: ConsortiumAct,
): Promise<void> {
  const target = await to.getAddress();
  const data = to.interface.encodeFunctionData(fn, [...args]);
  const operation = [target, 0, data, ZeroHash, ZeroHash];
  await sentBy(timelock, council).schedule(...operation, 0);
  await sentBy(timelock, council).execute(...operation);
}

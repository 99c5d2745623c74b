import type { Address } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";

/** What a device key may still approve in one charge, today [W11]. Whole points. */
export async function deviceAllowancePoints(chain: Chain, account: Address): Promise<bigint> {
  const [current, spentTodayPoints] = await chain.client.readContract({
    ...chain.contract("accounts"),
    functionName: "caps",
    args: [account, SignerKind.DEVICE],
  });
  const leftTodayPoints = current.perDayPoints > spentTodayPoints ? current.perDayPoints - spentTodayPoints : 0n;
  return leftTodayPoints < current.perChargePoints ? leftTodayPoints : current.perChargePoints;
}

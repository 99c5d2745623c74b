import { keccak256, type Address, type Hex } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import { chargeTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest, type Signed } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import { lockCounterCharge, updateCounterCharge } from "./counter-charge-store.ts";
import type { CounterChargeRow } from "./counter-charge.entity.ts";
import { chargeOfRow } from "./counter-charge-terms.ts";
import type { RedemptionItem } from "./redeem-charge.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";

export interface TerminalSignature {
  readonly merchant: Address;
  readonly chargeId: Hex;
  readonly signed: Signed;
  readonly ownerPersonId: string;
}

/**
 * The terminal signs last and the sale goes to the ledger. A repeated signature gets the first one's operation.
 * @throws Problem `charge-unknown`, `charge-over`, `terminal-signature-refused`
 */
export async function signCharge(
  parts: { chain: Chain; relay: Relay; redeem: RelayAct<RedemptionItem> },
  transaction: Transaction,
  { merchant, chargeId, signed, ownerPersonId }: TerminalSignature,
): Promise<OperationView> {
  const row = await lockCounterCharge(transaction.manager, chargeId);
  if (row === null || row.merchant !== merchant) throw redemptionsProblems.of("charge-unknown");
  const item = itemOf(row, signed);
  if (keccak256(signed.signer) !== row.terminal) throw redemptionsProblems.of("terminal-signature-refused");
  const digest = typedDataDigest(parts.chain, chargeTypedData, { ...item.charge });
  if (!(await parts.chain.verifySigner(digest, signed))) throw redemptionsProblems.of("terminal-signature-refused");
  const operation = await parts.relay.submit(transaction, parts.redeem, item, {
    ownerPersonId,
    factId: `charge:${chargeId}`,
    resultIds: { chargeId },
  });
  await updateCounterCharge(transaction.manager, chargeId, { state: "SENT", operationId: operation.id });
  return operation;
}

function itemOf(row: CounterChargeRow, terminal: Signed): RedemptionItem {
  const { consent } = row;
  if (consent === null || (row.state !== "CONSENTED" && row.state !== "SENT")) throw redemptionsProblems.of("charge-over");
  return {
    charge: chargeOfRow(row),
    terminal,
    consent: {
      account: consent.account,
      chargeId: row.chargeId,
      merchant: row.merchant,
      points: row.points,
      validAfter: BigInt(consent.validAfter),
      validBefore: BigInt(consent.validBefore),
    },
    account: { signer: consent.signer, signature: consent.signature },
  };
}

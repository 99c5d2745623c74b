import { getAddress, type Hex } from "viem";
import { buildCityCore } from "../../../ledger-service/src/city-core.ts";
import { moduleTables } from "../../../ledger-service/src/module-tables.ts";
import { chargeIdOf } from "../../../ledger-service/src/modules/redemptions/charge-terms.ts";
import { redeemChargeAct, type RedemptionItem } from "../../../ledger-service/src/modules/redemptions/redeem-charge.ts";
import { inTransaction } from "../../../ledger-service/src/platform/database/transaction.ts";
import { openKeyRing } from "../../../ledger-service/src/platform/keys/key-ring.ts";
import type { OperationView } from "../../../ledger-service/src/relay/operation.schemas.ts";
import type { ServiceStack } from "./service-stack.ts";

/** A running city's relay, handed signed charges as its counter hands them: the city's own worker sends them. */
export interface RedemptionRelay {
  /** @throws Problem when the ledger would refuse it */
  submit(item: RedemptionItem): Promise<OperationView>;
  close(): Promise<void>;
}

export async function openRedemptionRelay(stack: ServiceStack, slug: string): Promise<RedemptionRelay> {
  const configuration = stack.configurationOf(slug);
  const { sealedFile, passphrase } = configuration.keys;
  const core = buildCityCore(configuration, await openKeyRing(sealedFile, passphrase), moduleTables);
  await core.database.initialize();
  const { ledgerWatch } = core;
  await ledgerWatch.look();
  // As the service does: a node of the list that falls behind is asked no more.
  const looking = setInterval(() => void ledgerWatch.look().catch(() => undefined), LOOK_EVERY_MS);
  const act = redeemChargeAct(core.chain, { cityName: configuration.city.name, treasuryPhone: configuration.city.phone });
  return {
    submit: (item) =>
      inTransaction(core.database, (transaction) => core.relay.submit(transaction, act, item, { factId: `charge:${chargeIdOf(item.charge)}` })),
    close: () => {
      clearInterval(looking);
      return core.database.destroy();
    },
  };
}

const LOOK_EVERY_MS = 1_000;

type Signature = RedemptionItem["terminal"];
interface KeptConsent extends Signature {
  readonly account: string;
  readonly validAfter: number;
  readonly validBefore: number;
}

/** What a counter's city sends once its terminal has signed: the charge and the consent that its database holds. */
export async function keptItem(stack: ServiceStack, slug: string, chargeId: Hex, terminal: Signature): Promise<RedemptionItem> {
  const [row] = await stack.query(
    slug,
    "SELECT merchant, terminal, points::text AS points, offer_hash, random, extract(epoch FROM valid_before)::bigint::text AS valid_before, consent FROM counter_charges WHERE charge_id = $1",
    [chargeId],
  );
  if (row === undefined) throw new Error(`no such charge: ${chargeId}`);
  const { account, validAfter, validBefore, signer, signature } = row["consent"] as KeptConsent;
  const merchant = getAddress(String(row["merchant"]));
  const points = BigInt(String(row["points"]));
  return {
    charge: {
      merchant,
      terminal: row["terminal"] as Hex,
      points,
      offerHash: row["offer_hash"] as Hex,
      random: row["random"] as Hex,
      validBefore: BigInt(String(row["valid_before"])),
    },
    terminal,
    consent: { account: getAddress(account), chargeId, merchant, points, validAfter: BigInt(validAfter), validBefore: BigInt(validBefore) },
    account: { signer, signature },
  };
}

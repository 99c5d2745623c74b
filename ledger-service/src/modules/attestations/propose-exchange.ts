import type { Address } from "viem";
import type { z } from "zod";
import { randomBytes32 } from "../../kernel/random-id.ts";
import { jsonValue } from "./json-value.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { CityNames, Residents } from "./attestation-doors.ts";
import { exchangeMessages } from "./exchange-messages.ts";
import type { ExchangeLimitsReader } from "./exchange-limits.ts";
import type { ExchangeSide, ExchangeStore } from "./exchange-store.ts";
import type { ExchangeTerms } from "./exchange-terms.ts";
import { exchangeProblems } from "./exchange.problems.ts";
import type { proposeExchangeBody } from "./exchanges.schemas.ts";
import { receiveProposal, type ReceiveExchangeParts } from "./receive-exchange.ts";

export interface ExchangePerson {
  readonly personId: string;
  readonly account: Address;
  readonly name: string;
}

export interface ProposeExchangeParts extends ReceiveExchangeParts {
  readonly exchanges: ExchangeStore;
  readonly residents: Residents;
  readonly intercity: Intercity;
  readonly cities: CityNames;
  readonly limits: ExchangeLimitsReader;
}

/**
 * Proposes an exchange by the partner's member code; their city is told with this person's name. Nothing is reserved.
 * @throws Problem `partner-unknown`, `exchange-with-oneself`, `exchange-rate-exceeded`, `exchange-pair-exceeded`
 */
export async function proposeExchange(
  parts: ProposeExchangeParts,
  transaction: Transaction,
  by: ExchangePerson,
  request: z.output<typeof proposeExchangeBody>,
): Promise<ExchangeSide> {
  await checkLimits(parts.limits, request);
  const asker = { id: by.account, name: by.name };
  const partner = (await parts.residents.resolveMemberCodes([request.partnerMemberCode], asker)).get(request.partnerMemberCode);
  if (partner === undefined) throw exchangeProblems.of("partner-unknown");
  if (partner.account === by.account) throw exchangeProblems.of("exchange-with-oneself");
  const { title, description, points, quantityMinutes, kind } = request;
  const terms: ExchangeTerms = { exchangeId: randomBytes32(), title, description, points, quantityMinutes, kind, salt: randomBytes32() };
  await parts.exchanges.add(transaction.manager, {
    role: request.iAm, isProposer: true, partnerCityId: partner.homeCityId, terms, account: by.account, partner: null,
  });
  const proposal = {
    terms, proposer: { account: by.account, name: by.name }, proposerRole: request.iAm, partnerAccount: partner.account,
  };
  if (partner.homeCityId === parts.cities.ownCityId) await receiveProposal(parts, transaction, parts.cities.ownCityId, proposal);
  else await parts.intercity.deliver(transaction, partner.homeCityId, exchangeMessages.proposed, jsonValue(proposal));
  const side = await parts.exchanges.sideOf(terms.exchangeId, by.account, transaction.manager);
  if (side === undefined) throw exchangeProblems.of("exchange-unknown");
  return side;
}

/** What the ledger would refuse whoever the partner is, said before anybody is asked. */
async function checkLimits(
  limits: ExchangeLimitsReader,
  request: { readonly kind: "SERVICE" | "OBJECT"; readonly points: bigint; readonly quantityMinutes: number },
): Promise<void> {
  const { pointsPerMinuteMax, pairPointsMax } = await limits();
  const limitPoints = BigInt(request.quantityMinutes) * BigInt(pointsPerMinuteMax);
  if (request.kind === "SERVICE" && request.points > limitPoints) {
    throw exchangeProblems.of("exchange-rate-exceeded", { limitPoints: limitPoints.toString() });
  }
  if (request.points > pairPointsMax) {
    throw exchangeProblems.of("exchange-pair-exceeded", { remainingPoints: pairPointsMax.toString() });
  }
}

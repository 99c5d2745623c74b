import { id } from "ethers";
import { ExchangeKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { brossard, serviceOfBrossard } from "../../test/support/actors.ts";
import { inAnHour, openResident } from "../../test/support/enrolment.ts";
import type { FilledMaille } from "../../test/support/fixture.ts";
import { issuePoints } from "../../test/support/payments.ts";
import { passkeySigner } from "../../test/support/signers.ts";
import { gasOf, MOST_GAS } from "./crowd.ts";
import { type Figure, gasFigure } from "./figure.ts";

/** Two exchanges of the same two neighbours, both with passkeys: their first, and one after it. */
export async function exchangeGas(maille: FilledMaille): Promise<Figure[]> {
  const { contracts, signing, enrolling, deployed } = maille;
  const { cityPasskeyVerifier } = deployed.addresses;
  const neighbour = (name: string) =>
    openResident(enrolling, serviceOfBrossard, name, passkeySigner(name, cityPasskeyVerifier, brossard.rpIdHost));
  const [provider, receiver] = [await neighbour("Claire"), await neighbour("Hugo")];
  await issuePoints(maille, receiver.account, brossard.id, 1_000n);
  await issuePoints(maille, provider.account, brossard.id, 1_000n);

  async function settle(title: string): Promise<bigint> {
    const exchange = {
      exchangeId: id(title),
      provider: provider.account,
      receiver: receiver.account,
      points: 60n,
      quantityMinutes: 60,
      kind: ExchangeKind.SERVICE,
      termsHash: id(`terms of the ${title}`),
      validBefore: await inAnHour(),
    };
    const signed = [provider, receiver].map(({ signer }) => signing.prove(signer, "Exchange", exchange));
    return gasOf(contracts.serviceExchanges.settle(exchange, ...signed, MOST_GAS));
  }
  return [
    gasFigure("exchange, with its EAS attestation, first of a pair", 1, await settle("first exchange"), "gas each"),
    gasFigure("exchange, with its EAS attestation, later", 1, await settle("second exchange"), "gas each"),
  ];
}

import { AccountKind, SignerKind } from "../../../ledger-service/src/platform/chain/generated/enums.ts";
import { castAccountsOfCity, type CastWriting } from "./cast-writing.ts";
import { CAST_CITIES } from "./cities.ts";
import { residentsOf } from "./history.ts";

const OPENING_GAS = 12_000_000n;

/** A dozen residents a city, each with an account and its first key. */
export const seedResidents = async (writing: CastWriting, at: number): Promise<void> => {
  const { chain, signing, keys, accounts } = writing;
  chain.setTime(at);
  for (const city of CAST_CITIES) {
    const act = {
      cityId: city.id,
      openings: residentsOf(city).map(({ sub }) => ({
        account: accounts.person(sub),
        kind: AccountKind.RESIDENT,
        signerKind: SignerKind.FULL,
        signer: keys.person(sub).address,
      })),
      validBefore: BigInt(at + 3_600),
    };
    const service = castAccountsOfCity(writing, city);
    const approval = await signing.approve(service.account, service.enrol, "OpenAccounts", act);
    await chain.call(`residents of ${city.name}`, "accounts", "open", [act, approval], OPENING_GAS);
  }
  await chain.sealAt(at);
};

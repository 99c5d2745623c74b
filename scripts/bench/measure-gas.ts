import { deployMaille } from "../../test/support/fixture.ts";
import { enrolmentGas } from "./enrolment-gas.ts";
import { exchangeGas } from "./exchange-gas.ts";
import type { Figure } from "./figure.ts";
import { deployPlainDesk } from "./peer/plain-desk.ts";
import { redemptionGas } from "./redemption-gas.ts";
import { sheetGas } from "./sheet-gas.ts";

/** Gas on Hardhat's simulated chain under Osaka's rules: counts, the same on every machine. */
export async function measureGas(): Promise<Figure[]> {
  const maille = await deployMaille();
  const plain = await deployPlainDesk(maille.relayer, maille.deployed.chainId);
  return [
    ...(await redemptionGas(maille, plain)),
    ...(await enrolmentGas(maille)),
    ...(await exchangeGas(maille)),
    // Last: it moves the clock past the sheets' window.
    ...(await sheetGas(maille)),
  ];
}

import { id } from "ethers";
import { accountOf, denis, marthe } from "../../test/support/actors.ts";
import type { FilledMaille } from "../../test/support/fixture.ts";
import { allot, openProgramme } from "../../test/support/programme-opening.ts";
import { passWindow, prepareSheet, type PreparedSheet } from "../../test/support/sheet-filing.ts";
import { crowdOf, enrolCrowd, gasOf, MOST_GAS } from "./crowd.ts";
import { type Figure, gasFigure } from "./figure.ts";

const LINES = 1_000;
const POSTED = 100;
const BUDGET_POINTS = 1_000_000n;

/**
 * Two sheets of a thousand lines in the same week: the first posts lines to people who held nothing, the second to the
 * same people. Proofs are as long as a thousand lines make them, whoever the other lines are of.
 */
export async function sheetGas(maille: FilledMaille): Promise<Figure[]> {
  const { contracts, signing, carrefour } = maille;
  const volunteers = crowdOf("volunteer", POSTED, maille.deployed.addresses.deviceKeyVerifier);
  await enrolCrowd(maille.enrolling, volunteers);
  const programmeId = await openProgramme(maille, [marthe, denis], { budgetPoints: BUDGET_POINTS, pendingSeconds: 60 });
  await allot(maille, marthe, programmeId, carrefour.account, BUDGET_POINTS);
  const earned = Array.from({ length: LINES }, (_, index) => ({
    account: volunteers[index]?.account ?? accountOf(`other volunteer ${String(index)}`),
    quantity: 60,
  }));

  const filings: { prepared: PreparedSheet; gas: bigint }[] = [];
  for (const name of ["first", "second"]) {
    const prepared = await prepareSheet(contracts, carrefour, programmeId, earned, { activityId: id(`activity of the ${name} sheet`) });
    const proof = signing.prove(carrefour.coordinator, "Sheet", { ...prepared.sheet });
    filings.push({ prepared, gas: await gasOf(contracts.earningSheets.submit(prepared.sheet, proof, MOST_GAS)) });
  }
  const [first, second] = filings;
  if (first === undefined || second === undefined) throw new Error("two sheets are filed");
  await passWindow(contracts, second.prepared);
  const post = ({ sheetId, lines }: PreparedSheet) => gasOf(contracts.earningSheets.post(sheetId, lines.slice(0, POSTED), MOST_GAS));
  const toNewHolders = await post(first.prepared);
  const toHolders = await post(second.prepared);
  return [
    gasFigure(`sheet of ${String(LINES)} lines filed, with its EAS attestation`, 1, second.gas, "gas a sheet"),
    gasFigure("line posted, new holder", POSTED, toNewHolders, "gas each"),
    gasFigure("line posted, existing holder", POSTED, toHolders, "gas each"),
  ];
}

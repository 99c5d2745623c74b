import type { Chain } from "../../platform/chain/chain.ts";
import { approvedCall } from "../participants/accredit-institution.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";

/** How what a city's COUNCIL officer signs reaches the ledger. */
export function registerCouncilActs(municipalActs: Pick<MunicipalActs, "registerActRelay">, chain: Chain): void {
  municipalActs.registerActRelay("CouncilProposal", approvedCall(chain, "council", "proposeFor"));
  municipalActs.registerActRelay("CouncilVote", approvedCall(chain, "council", "voteFor"));
  municipalActs.registerActRelay("SecondBallotRequest", approvedCall(chain, "council", "requestSecondBallot"));
  municipalActs.registerActRelay("PauseRequest", approvedCall(chain, "emergencyPause", "requestPause"));
}

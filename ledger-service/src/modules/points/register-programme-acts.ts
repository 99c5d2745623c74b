import { addressSchema, bytes32Schema } from "../../kernel/hex.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { approvedCall } from "../participants/accredit-institution.ts";
import type { ActMessage } from "../participants/act-registrations.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";

/** How the acts on programmes reach the ledger, and which revision each names while nobody has signed it. */
export function registerProgrammeActs(municipalActs: Pick<MunicipalActs, "registerActRelay">, chain: Chain): void {
  const programmes = chain.contract("programmes");
  const programmeRevision = async (message: ActMessage) => {
    const programmeId = bytes32Schema.parse(message["programmeId"]);
    return (await chain.client.readContract({ ...programmes, functionName: "programme", args: [programmeId] })).revision;
  };
  municipalActs.registerActRelay("ProgrammeOpening", approvedCall(chain, "programmes", "open"));
  municipalActs.registerActRelay("BudgetRaise", approvedCall(chain, "programmes", "raiseBudget"), { revisionOf: programmeRevision });
  municipalActs.registerActRelay("ProgrammeClosing", approvedCall(chain, "programmes", "close"), { revisionOf: programmeRevision });
  municipalActs.registerActRelay("AllotmentChange", approvedCall(chain, "programmes", "changeAllotment"), {
    revisionOf: async (message) => {
      const args = [bytes32Schema.parse(message["programmeId"]), addressSchema.parse(message["institution"])] as const;
      return (await chain.client.readContract({ ...programmes, functionName: "allotment", args })).revision;
    },
  });
}

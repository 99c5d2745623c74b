import type { ContractName } from "./contract-names.ts";

/** Every struct that a person, a terminal or a service signs (EIP-712), under the contract that verifies it. */
export const signedStructs: Partial<Record<ContractName, readonly string[]>> = {
  authority: ["PowerGrant"],
  participants: ["Accreditation", "InstitutionUpdate", "TerminalEnrolment", "TerminalRemoval", "DirectoryUpdate"],
  accounts: ["OpenAccounts", "SignerAddition", "SignerRemoval", "CapsChange", "AccountStatusChange", "Appointment"],
  programmes: ["ProgrammeOpening", "BudgetRaise", "ProgrammeClosing", "AllotmentChange"],
  clearingHouse: ["SideChange"],
  earningSheets: ["Sheet", "LineDispute", "DisputeDecision", "SheetStrike", "SheetRevocation"],
  serviceExchanges: ["Exchange", "Testimonial"],
  redemptionDesk: ["Charge", "Consent", "RedemptionVoid", "Refund"],
  council: ["CouncilProposal", "CouncilVote", "SecondBallotRequest"],
  emergencyPause: ["PauseRequest"],
  reportAnchors: ["ReportAnchor"],
};

/** The one EIP-712 domain of all our contracts; `verifyingContract` and `chainId` complete it. */
export const typedDataDomain = { name: "Maille", version: "1" } as const;

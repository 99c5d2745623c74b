/** Every way in which a file or a link of a proof can be wrong. */
export type ProofProblemCode =
  // the file itself
  | "FILE_TOO_LARGE" | "NOT_JSON" | "PRIVATE_KEY_FILE" | "FORBIDDEN_KEY" | "FIELD_UNKNOWN" | "FIELD_MISSING" | "FIELD_REFUSED"
  | "NOT_A_PROOF" | "NOT_A_NETWORK"
  // the network
  | "OTHER_NETWORK" | "BEFORE_CHECKPOINT" | "CHECKPOINT_DIFFERS"
  // block and seals
  | "HEADER_UNREADABLE" | "NO_MEMBER_SEAL" | "SEAL_BY_STRANGER" | "SEAL_REPEATED" | "SEALS_MISSING"
  // who might seal
  | "PARENT_DIFFERS" | "STATE_PROOF_BROKEN" | "VALIDATORS_UNREADABLE" | "OLD_VALIDATORS" | "CHANGE_OUT_OF_ORDER" | "CHANGE_EMPTY"
  // the event
  | "RECEIPT_PROOF_BROKEN" | "RECEIPT_UNREADABLE" | "LOG_MISSING" | "EVENT_NOT_OURS" | "KIND_DIFFERS" | "EVENT_UNREADABLE"
  // daily closes
  | "CLOSE_OF_ANOTHER_NETWORK" | "CLOSE_OF_ANOTHER_DAY" | "CLOSE_PATH_BROKEN" | "CLOSE_SIGNATURE_REFUSED" | "CLOSE_REPEATED" | "CLOSE_CITY_UNKNOWN"
  // printed codes
  | "CODE_UNREADABLE" | "CODE_OF_ANOTHER_SHEET";

/** Offending values by name, as a person may read them. */
export type ProblemDetail = Readonly<Record<string, string | number>>;

/** What is wrong with a file, with its values; sentences.ts says it to people. */
export class ProofProblem extends Error {
  override readonly name = "ProofProblem";
  readonly code: ProofProblemCode;
  readonly detail: ProblemDetail;

  constructor(code: ProofProblemCode, detail: ProblemDetail = {}) {
    super(`${code} ${JSON.stringify(detail)}`);
    this.code = code;
    this.detail = detail;
  }
}

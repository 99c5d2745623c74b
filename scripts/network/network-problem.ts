import { StartProblem } from "../demo/start-problem.ts";

export type NetworkProblemCode =
  | "DESCRIPTION_UNREADABLE"
  | "FIELD_UNKNOWN"
  | "FIELD_INVALID"
  | "PRIVATE_KEY_GIVEN"
  | "KEY_UNREADABLE"
  | "KEY_MISMATCH"
  | "KEY_REPEATED"
  | "CITY_REPEATED"
  | "PORT_REPEATED"
  | "TOO_FEW_VALIDATORS"
  | "NETWORK_EXISTS"
  | "NETWORK_UNREADABLE"
  | "CITY_UNKNOWN"
  | "PORT_TAKEN"
  | "BESU_MISSING"
  | "JAVA_TOO_OLD"
  | "NODE_ENDED"
  | "NODE_SILENT"
  | "CHAIN_MISMATCH"
  | "PRECOMPILE_MISSING"
  | "WIPE_REFUSED"
  | "HEAL_REFUSED"
  | "DEPLOYER_KEY_MISSING"
  | "COMMAND_UNKNOWN";

/** What a person must change before the network's tool can go on: one sentence in each language, with the values. */
export class NetworkProblem extends StartProblem {
  readonly code: NetworkProblemCode;

  constructor(code: NetworkProblemCode, sentences: { fr: string; en: string }, options?: { cause?: unknown }) {
    super(sentences, options);
    this.name = "NetworkProblem";
    this.code = code;
  }
}

import { BaseError } from "viem";

/** The node serves another network than the one this city is configured for (D13). */
export class NetworkMismatchError extends Error {
  readonly what: "chain id" | "genesis hash" | "contract code";
  readonly expected: string;
  readonly found: string;
  constructor(what: "chain id" | "genesis hash" | "contract code", expected: string, found: string) {
    super(`The node's ${what} is ${found}, this city's is ${expected}.`);
    this.name = "NetworkMismatchError";
    this.what = what;
    this.expected = expected;
    this.found = found;
  }
}

/** Why no node of the list may be asked. */
export type NoNodeReason = "NONE_ANSWERS" | "ALL_BEHIND" | "OTHER_NETWORK";

const reasonWords: Record<NoNodeReason, string> = {
  NONE_ANSWERS: "No node of the list answers.",
  ALL_BEHIND: "Every node that answers is behind what is already known.",
  OTHER_NETWORK: "Every node that answers is of another network.",
};

/** No node of the list may be asked now. A BaseError, so that whoever handles a node's failure handles this one. */
export class NoNodeError extends BaseError {
  readonly reason: NoNodeReason;
  constructor(reason: NoNodeReason, cause?: Error) {
    super(reasonWords[reason], { name: "NoNodeError", ...(cause === undefined ? {} : { cause }) });
    this.reason = reason;
  }
}

import { expect } from "chai";
import { BaseError, encodeErrorResult, HttpRequestError, RpcRequestError } from "viem";
import { defineProblems } from "../../kernel/problem.ts";
import { accountsAbi } from "./generated/abis/accounts-abi.ts";
import { decodeRevert, isChainFailure, problemOfChainError } from "./revert.ts";

const problems = defineProblems({
  "account-taken": { status: 409, title: "Pris", titleEn: "Taken", detail: "Pris\u202F: {account}.", detailEn: "Taken: {account}." },
});
const account = "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B";
const data = encodeErrorResult({ abi: accountsAbi, errorName: "AccountsAddressTaken", args: [account] });
const reverted = (revertData: string) =>
  new BaseError("call failed", { cause: new RpcRequestError({ body: {}, url: "http://node.invalid", error: { code: 3, message: "execution reverted", data: revertData } }) });
const problemOf = problemOfChainError({ AccountsAddressTaken: (args) => problems.of("account-taken", args) });

describe("problemOfChainError", () => {
  it("decodes a contract's error, with its values by name", () => {
    expect(decodeRevert(data)).to.deep.equal({ name: "AccountsAddressTaken", args: { account } });
  });

  it("says what the noun says of the error, with its values", () => {
    const problem = problemOf(reverted(data));
    expect(problem.code).to.equal("account-taken");
    expect(problem.toDocument().detail).to.include(account);
  });

  it("has one sentence for an error that no noun knows", () => {
    expect(problemOf(reverted(encodeErrorResult({ abi: accountsAbi, errorName: "AccountsUnknown", args: [account] }))).code).to.equal("ledger-refused");
    expect(problemOf(reverted("0x12345678")).code).to.equal("ledger-refused");
  });

  it("says that the ledger is out of reach, not that it refused [S14]", () => {
    expect(problemOf(new HttpRequestError({ url: "http://node.invalid", details: "ECONNREFUSED" })).code).to.equal("ledger-unreachable");
  });

  it("passes a Problem on, and takes no fault of ours for one of the chain", () => {
    const own = problems.of("account-taken", { account });
    expect(problemOf(own)).to.equal(own);
    expect(isChainFailure(new TypeError("ours"))).to.equal(false);
  });
});

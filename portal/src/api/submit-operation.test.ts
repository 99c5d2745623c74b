import { expect } from "chai";
import { UnexpectedShape } from "./read-json.ts";
import { operationLocation } from "./submit-operation.ts";

describe("operationLocation", () => {
  it("follows the Location of a 202, or else the operation in its body", () => {
    const body = { operation: { id: "op-7", act: "redeem", status: "accepted" } };
    expect(operationLocation(new Response(null, { status: 202, headers: { Location: "/api/operations/op-1" } }), body)).to.equal("/api/operations/op-1");
    expect(operationLocation(new Response(null, { status: 202 }), body)).to.equal("/api/operations/op-7");
  });

  it("refuses an answer that names no operation, rather than calling it done", () => {
    expect(() => operationLocation(new Response(null, { status: 202 }), { done: true })).to.throw(UnexpectedShape);
  });
});

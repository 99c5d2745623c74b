import { expect } from "chai";
import { spellBranches } from "./spell-branches.ts";

/** The part of the compiler's tree that is read: conditions by their place in bytes. */
const condition = (source: string, text: string): { src: string } => {
  const from = Buffer.from(source.slice(0, source.indexOf(text)), "utf8").length;
  return { src: `${from}:${Buffer.from(text, "utf8").length}:0` };
};

describe("a source whose branches are spelled out", () => {
  it("gives each way of an if, a require and a ternary a line of its own", () => {
    const source = "// é\nrequire(a ? b : c, E());\nif (d) x();";
    const ast = {
      nodes: [
        { nodeType: "FunctionCall", expression: { name: "require" }, arguments: [{ nodeType: "Conditional", condition: condition(source, "a"), ...condition(source, "a ? b : c") }] },
        { nodeType: "IfStatement", condition: condition(source, "d") },
      ],
    };
    const { text, marks } = spellBranches(source, ast, "w");
    const lines = text.split("\n");
    expect(lines.slice(0, 3)).to.deep.equal(["// é", "require(((((a) ? w1t() : w1f()) ? b : c) ? w0t() : w0f()), E());", "if (((d) ? w2t() : w2f())) x();"]);
    expect(marks.map(({ line, name }) => [lines[line - 1], name])).to.deep.equal([
      ["return true;", "2 true"], ["return false;", "2 false"], ["return true;", "2 true"], ["return false;", "2 false"], ["return true;", "3 true"], ["return false;", "3 false"],
    ]);
  });
});

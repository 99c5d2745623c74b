/** One decision of a source: `if`, `require` or `?:`, and where its condition stands in the text. */
type Decision = { readonly from: number; readonly to: number; readonly line: number };

/** A place whose run shows that a decision went one way: `Points.sol:41 true`. */
export type BranchMark = { readonly line: number; readonly name: string };

type AstNode = { readonly nodeType?: string; readonly src?: string; readonly [member: string]: unknown };

/**
 * Rewrites a source so that each way of each decision runs a line of its own: a condition `c` becomes
 * `c ? f() : g()`, where `f` and `g` are new functions at the end of the file that return true and false.
 * Hardhat's measure knows lines only; by these lines it sees both sides of a `require` too.
 * @param ast what the compiler parsed of `source`; its offsets count bytes of UTF-8
 * @param prefix makes the new functions' names unlike any other file's
 */
export function spellBranches(source: string, ast: AstNode, prefix: string): { readonly text: string; readonly marks: readonly BranchMark[] } {
  const bytes = Buffer.from(source, "utf8");
  const decisions = decisionsOf(ast, bytes);
  const insertions = decisions.flatMap(({ from, to }, index) => [
    { at: from, depth: to, text: "((" },
    { at: to, depth: from, text: `) ? ${prefix}${index}t() : ${prefix}${index}f())` },
  ]);
  // At one place the outer condition opens first and closes last.
  insertions.sort((a, b) => a.at - b.at || Number(a.text === "((") - Number(b.text === "((") || b.depth - a.depth);
  let spelled = "";
  let done = 0;
  for (const { at, text } of insertions) {
    spelled += bytes.subarray(done, at).toString("utf8") + text;
    done = at;
  }
  spelled += bytes.subarray(done).toString("utf8");
  const marks: BranchMark[] = [];
  let line = spelled.split("\n").length;
  for (const [index, decision] of decisions.entries()) {
    for (const [suffix, value] of [["t", "true"], ["f", "false"]] as const) {
      spelled += `\nfunction ${prefix}${index}${suffix}() pure returns (bool) {\nreturn ${value};\n}`;
      marks.push({ line: line + 2, name: `${decision.line} ${value}` });
      line += 3;
    }
  }
  return { text: `${spelled}\n`, marks };
}

function decisionsOf(ast: AstNode, bytes: Buffer): Decision[] {
  const found: Decision[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    const condition = conditionOf(value);
    if (condition?.src !== undefined) {
      const [from = 0, length = 0] = condition.src.split(":").map(Number);
      found.push({ from, to: from + length, line: bytes.subarray(0, from).toString("utf8").split("\n").length });
    }
    Object.values(value).forEach(visit);
  };
  visit(ast);
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function conditionOf(node: AstNode): AstNode | undefined {
  if (node.nodeType === "IfStatement" || node.nodeType === "Conditional") return isNode(node.condition) ? node.condition : undefined;
  if (node.nodeType !== "FunctionCall" || !isNode(node.expression) || node.expression.name !== "require") return undefined;
  const first: unknown = Array.isArray(node.arguments) ? node.arguments[0] : undefined;
  return isNode(first) ? first : undefined;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null;
}

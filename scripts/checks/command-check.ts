import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Check } from "./finding.ts";
import { ROOT } from "./root.ts";

/** A check done by a tool: it passes when the tool exits with 0, and its output is the finding otherwise. */
export function commandCheck({ name, script, args, folder = "." }: { name: string; script: string; args: readonly string[]; folder?: string }): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await runNode(script, args, join(ROOT, folder));
      return code === 0 ? [] : [{ where: `${script} ${args.join(" ")}`, what: `ended with ${code}\n${output.trimEnd()}` }];
    },
  };
}

function runNode(script: string, args: readonly string[], folder: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { output += chunk.toString(); });
    child.on("error", reject);
    child.on("exit", (code) => resolve({ code: code ?? 1, output }));
  });
}

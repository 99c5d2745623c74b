import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { replaceFileDurably } from "../../demo/durable-files.ts";
import { identifyProcess, isIdentity } from "../../demo/process-identity.ts";
import type { NetworkNode } from "../files/network-folder.ts";
import { NetworkProblem } from "../network-problem.ts";
import type { BesuHome } from "./besu-home.ts";
import { waitUntil } from "./wait-until.ts";

const STOP_WITHIN_MS = 60_000;
const PORT_FREE_WITHIN_MS = 5_000;

const recordPath = ({ folder }: NetworkNode): string => join(folder, "node-process.json");
export const logPath = ({ folder }: NetworkNode): string => join(folder, "node.log");

/**
 * The number of a node's process, while that very process runs. Besu's script becomes Java under the same number, so
 * that only the start time is compared, not the command line.
 */
export function runningPid(node: NetworkNode): number | undefined {
  const path = recordPath(node);
  if (!existsSync(path)) return undefined;
  try {
    const recorded: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!isIdentity(recorded)) return undefined;
    return identifyProcess(recorded.pid)?.startedAt === recorded.startedAt ? recorded.pid : undefined;
  } catch {
    return undefined; // A record cut short names nobody.
  }
}

/**
 * Starts a node that goes on when this program ends. Its output follows what earlier runs said in `node.log`.
 * @throws NetworkProblem PORT_TAKEN before anything is started
 */
export async function startNode(node: NetworkNode, besu: BesuHome): Promise<void> {
  if (runningPid(node) !== undefined) return;
  for (const port of [node.p2pPort, node.rpcPort]) {
    // A process that was killed may hold its port a moment longer than its number.
    const isFree = await waitUntil(async () => !(await isTaken(node.host, port)), PORT_FREE_WITHIN_MS, 250);
    if (!isFree) throw portTaken(node, port);
  }
  const log = openSync(logPath(node), "a", 0o600);
  try {
    const child = spawn(besu.program, ["--config-file=besu.toml"], {
      cwd: node.folder, detached: true, stdio: ["ignore", log, log], env: besu.environment,
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
    if (identity === undefined) throw nodeEnded(node);
    replaceFileDurably(recordPath(node), JSON.stringify(identity));
    child.unref();
  } finally {
    closeSync(log);
  }
}

/** SIGTERM lets Besu close its database; a node that does not end within a minute is killed. */
export async function stopNode(node: NetworkNode): Promise<void> {
  await end(node, "SIGTERM");
}

/** As a power cut would. */
export async function killNode(node: NetworkNode): Promise<void> {
  await end(node, "SIGKILL");
}

async function end(node: NetworkNode, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const pid = runningPid(node);
  if (pid !== undefined) {
    process.kill(pid, signal);
    const hasEnded = await waitUntil(async () => runningPid(node) === undefined, STOP_WITHIN_MS, 100);
    if (!hasEnded) process.kill(pid, "SIGKILL");
    await waitUntil(async () => runningPid(node) === undefined, STOP_WITHIN_MS, 100);
  }
  rmSync(recordPath(node), { force: true });
}

export function nodeEnded(node: NetworkNode): NetworkProblem {
  return new NetworkProblem("NODE_ENDED", {
    fr: `Le nœud de ${node.name} s’est arrêté aussitôt. La raison est à la fin de ${logPath(node)}.`,
    en: `The node of ${node.name} ended at once. The reason is at the end of ${logPath(node)}.`,
  });
}

function portTaken({ name }: NetworkNode, port: number): NetworkProblem {
  return new NetworkProblem("PORT_TAKEN", {
    fr: `Le port ${port} du nœud de ${name} est déjà pris par un autre programme. Arrêtez ce programme, ou changez de port dans network.yaml et refaites « init ».`,
    en: `Port ${port} of the node of ${name} is taken by another program. Stop that program, or change the port in network.yaml and run "init" again.`,
  });
}

function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (taken: boolean): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

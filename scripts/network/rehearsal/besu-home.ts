import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { NetworkProblem } from "../network-problem.ts";

const JAVA_MIN = 21;
const isWindows = process.platform === "win32";

/** A Besu that can be started, and the environment it starts in. */
export interface BesuHome {
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Many nodes on one machine: a small heap, one collector thread, the quick compiler only. Says nothing of how a real
 * host should run.
 */
const REHEARSAL_JVM = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

/**
 * Finds Besu by BESU_HOME and Java by JAVA_HOME, else on the path.
 * @throws NetworkProblem BESU_MISSING, JAVA_TOO_OLD
 */
export function findBesu(environment: NodeJS.ProcessEnv): BesuHome {
  const home = environment.BESU_HOME ?? "";
  const program = join(home, "bin", isWindows ? "besu.bat" : "besu");
  if (home === "" || !existsSync(program)) {
    throw new NetworkProblem("BESU_MISSING", {
      fr: "Besu est introuvable. Décompressez une distribution de Besu, puis donnez son dossier dans BESU_HOME (celui qui contient bin/besu).",
      en: "Besu is not to be found. Unpack a Besu distribution and give its folder in BESU_HOME (the one that holds bin/besu).",
    });
  }
  const major = javaMajor(environment);
  if (major === undefined || major < JAVA_MIN) {
    throw new NetworkProblem("JAVA_TOO_OLD", {
      fr: `Besu demande Java ${JAVA_MIN} ou plus récent; ici : ${major === undefined ? "aucun Java" : `Java ${major}`}. Donnez le dossier d’un Java plus récent dans JAVA_HOME.`,
      en: `Besu needs Java ${JAVA_MIN} or newer; here: ${major === undefined ? "no Java" : `Java ${major}`}. Give the folder of a newer Java in JAVA_HOME.`,
    });
  }
  return { program, environment: { ...environment, BESU_OPTS: environment.BESU_OPTS ?? REHEARSAL_JVM } };
}

function javaMajor({ JAVA_HOME, PATH }: NodeJS.ProcessEnv): number | undefined {
  const java = JAVA_HOME === undefined || JAVA_HOME === "" ? "java" : join(JAVA_HOME, "bin", isWindows ? "java.exe" : "java");
  const { stderr } = spawnSync(java, ["-version"], { encoding: "utf8", env: { PATH }, timeout: 30_000 });
  return majorOf(stderr ?? "");
}

/** « openjdk version "21.0.2" » → 21, « java version "1.8.0_392" » → 8. */
export function majorOf(said: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(said);
  return match === null ? undefined : Number(match[1]);
}

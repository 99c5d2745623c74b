import { spawn, type ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import type { ChildRecords } from "../child-record.ts";
import { freePort } from "../free-port.ts";
import { StartProblem } from "../start-problem.ts";
import { initialiseCluster } from "./initialise-cluster.ts";
import { choosePlace, type PostgresPlace } from "./postgres-place.ts";

/** Eleven cities' pools, the identity providers' and some to spare. */
const CONNECTIONS_MAX = 300;
const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 25;
const ADMIN = "maille_admin";

export type PostgresOptions = {
  readonly folder: string;
  readonly children: ChildRecords;
  /** 0 picks a free one. */
  readonly port: number;
  /** Password of the cluster's own administrator. */
  readonly adminPassword: string;
};

export type Postgres = {
  readonly port: number;
  readonly pid: number;
  /**
   * Returns the connection URL of a database owned by a role of the same name, which nobody else may
   * enter; makes both when missing. `name`: small letters, digits and underscores.
   */
  database(name: string, password: string): Promise<string>;
  /** Ends every session and stops the server cleanly. May be called twice. */
  stop(): Promise<void>;
};

/**
 * Starts the embedded PostgreSQL, making its cluster the first time; recovers by itself after a kill.
 * @throws StartProblem when it is not installed or does not start, with what it said.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const place = choosePlace(options.folder);
  await initialiseCluster(place, { admin: ADMIN, password: options.adminPassword });
  const port = options.port === 0 ? await freePort() : options.port;
  // Whoever wrote it is gone: the folder's lock is ours and orphans were ended.
  rmSync(join(place.dataPath, "postmaster.pid"), { force: true });
  const admin = { host: "127.0.0.1", port, user: ADMIN, password: options.adminPassword, database: "postgres" };
  const { child, ended } = await launchUntilReady(() => launch(place, port, options.children), admin);
  return {
    port,
    pid: child.pid ?? 0,
    database: (name, password) => ensureDatabase(admin, name, password),
    stop: async () => {
      child.kill("SIGINT"); // Fast shutdown: open sessions are cut, nothing committed is lost.
      await ended;
      options.children.forget("postgres");
    },
  };
}

type Admin = { host: string; port: number; user: string; password: string; database: string };
type Ended = Promise<string>;
type Launched = { child: ChildProcess; ended: Ended };

function launch(place: PostgresPlace, port: number, children: ChildRecords): Launched {
  const settings = [
    "listen_addresses=127.0.0.1", "unix_socket_directories=", `max_connections=${CONNECTIONS_MAX}`,
    "timezone=UTC", "log_timezone=UTC", "log_min_messages=warning",
  ];
  // Its own process group: Ctrl-C must reach the launcher only, whose services still have to stop.
  const child = spawn(
    join(place.native, "bin", "postgres"),
    ["-D", place.dataPath, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { detached: true, stdio: ["ignore", "ignore", "pipe"], cwd: place.dataPath, ...place.user, env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } },
  );
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => { said = (said + chunk.toString()).slice(-2_000); });
  if (child.pid !== undefined) children.record("postgres", child.pid, "SIGINT");
  const ended = new Promise<string>((resolve) => {
    child.on("exit", () => resolve(said));
    child.on("error", (error) => resolve(error.message));
  });
  return { child, ended };
}

/** Sessions of a killed server take a moment to notice; until then the new one refuses the data folder. */
async function launchUntilReady(launchOnce: () => Launched, admin: Admin): Promise<Launched> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const launched = launchOnce();
    const said = await waitUntilReady(admin, launched.ended, deadline);
    if (said === undefined) return launched;
    launched.child.kill("SIGKILL");
    if (!said.includes("shared memory block") || Date.now() > deadline) {
      throw new StartProblem({
        fr: `PostgreSQL ne démarre pas et dit : « ${said.trim()} ».`,
        en: `PostgreSQL does not start and says: "${said.trim()}".`,
      });
    }
    await pause();
  }
}

/** Returns undefined once the server answers, or what it said instead. */
async function waitUntilReady(admin: Admin, ended: Ended, deadline: number): Promise<string | undefined> {
  let said: string | undefined;
  void ended.then((text) => { said = text; });
  while (!(await accepts(admin))) {
    if (said !== undefined) return said;
    if (Date.now() > deadline) return "rien";
    await pause();
  }
  return undefined;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}

async function accepts(admin: Admin): Promise<boolean> {
  const client = new Client(admin);
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "28P01") {
      throw new StartProblem({
        fr: "Le mot de passe de PostgreSQL gardé dans .maille ne vaut plus. Remettez une copie du dossier, ou lancez « npm run reset ».",
        en: "The PostgreSQL password kept in .maille is no longer good. Put back a copy of the folder, or run \"npm run reset\".",
      });
    }
    return false;
  }
}

async function ensureDatabase(admin: Admin, name: string, password: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not a database name: ${name}`);
  const client = new Client(admin);
  await client.connect();
  try {
    const role = client.escapeIdentifier(name);
    const { rowCount: roles } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
    if (roles === 0) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    const { rowCount: databases } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (databases === 0) await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
    await client.query(`REVOKE CONNECT ON DATABASE ${role} FROM PUBLIC`);
  } finally {
    await client.end();
  }
  return `postgresql://${name}:${encodeURIComponent(password)}@127.0.0.1:${admin.port}/${name}`;
}

import express, { type Express, type Request, type Response } from "express";
import type { DataSource } from "typeorm";
import { z } from "zod";
import { canonicalHash, jsonText, type JsonValue } from "../kernel/canonical-json.ts";
import type { Semaphore } from "../kernel/semaphore.ts";
import { Problem } from "../kernel/problem.ts";
import { inTransaction } from "../platform/database/transaction.ts";
import { commonProblems } from "../platform/http/common.problems.ts";
import { fieldFaults } from "../platform/http/field-faults.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import type { Logger } from "../platform/logging/logger.ts";
import type { CitySigner } from "../platform/keys/signer.ts";
import type { CityDirectories } from "./city-directories.ts";
import { directoryPath, signDirectory } from "./city-directory.ts";
import type { IntercityHandler } from "./intercity-handler.ts";
import { intercityProblems } from "./intercity.problems.ts";
import { signatureHeader, signMessage, verifyMessage, type IntercityClaims } from "./signed-request.ts";

const bodyLimit = "2mb";
const receivedRowSchema = z.object({ body_hash: z.string(), answer: z.string().nullable() });

export interface DoorParts {
  readonly ownCityId: number;
  readonly database: DataSource;
  readonly signer: CitySigner;
  readonly directories: CityDirectories;
  readonly handlers: readonly IntercityHandler[];
  /** What this city publishes: institutions and their profiles. */
  readonly directoryContent: () => Promise<JsonValue>;
  readonly securityLog: SecurityLog;
  readonly logger: Logger;
  /** As for acts: a message holds a connection and may ask for a second. */
  readonly messageSlots: Semaphore;
}

/** Where other cities knock: no session, no cookie; each request shows its city's signature over its own bytes. */
export function intercityDoor(parts: DoorParts): (app: Express) => void {
  const byName = new Map(parts.handlers.map((handler) => [handler.name, handler]));
  return (app) => {
    app.get(directoryPath, async (_request, response) => {
      const directory = await signDirectory(parts.ownCityId, parts.signer, await parts.directoryContent(), new Date());
      response.setHeader("Cache-Control", "no-cache");
      response.type("application/json").send(jsonText(directory));
    });
    app.post("/intercity/:name", express.text({ type: "application/json", limit: bodyLimit }), async (request, response) => {
      await receive(parts, byName, request, response);
    });
  };
}

async function receive(parts: DoorParts, byName: ReadonlyMap<string, IntercityHandler>, request: Request, response: Response): Promise<void> {
  const name = String(request.params["name"]);
  const body: string = typeof request.body === "string" ? request.body : "";
  const claims = await claimsOf(parts, request, name, body);
  const text = await answerText(parts, byName.get(name), claims, body);
  const signature = await signMessage(parts.signer, "answer", { from: parts.ownCityId, to: claims.iss, jti: claims.jti, name, body: text });
  response.setHeader(signatureHeader, signature);
  response.type("application/json").send(text);
}

async function claimsOf(parts: DoorParts, request: Request, name: string, body: string): Promise<IntercityClaims> {
  try {
    return await verifyMessage(parts.directories, "request", request.get(signatureHeader) ?? "", { to: parts.ownCityId, name, body });
  } catch (error) {
    await parts.securityLog.record({ event: "INTERCITY_REFUSED", route: "/intercity/{name}", address: request.ip });
    throw error;
  }
}

/** A Problem is an answer too: it is signed, so that the asker can believe it. */
async function answerText(parts: DoorParts, handler: IntercityHandler | undefined, claims: IntercityClaims, body: string): Promise<string> {
  try {
    if (handler === undefined) throw intercityProblems.of("city-message-unknown");
    return await parts.messageSlots.run(() => receiveOnce(parts.database, handler, claims, body));
  } catch (error) {
    if (error instanceof Problem) return jsonText({ problem: error.toDocument() });
    parts.logger.error({ message: claims.name, error }, "a message of another city failed");
    return jsonText({ problem: commonProblems.of("internal-error").toDocument() });
  }
}

/** The same message twice acts once: its first answer is given again. A failed one leaves nothing and may come again. */
function receiveOnce(database: DataSource, handler: IntercityHandler, claims: IntercityClaims, body: string): Promise<string> {
  const bodyHash = canonicalHash(body);
  return inTransaction(database, async (transaction) => {
    const { manager } = transaction;
    const claimed: unknown[] = await manager.query(
      `INSERT INTO intercity_received (from_city, jti, name, body_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (from_city, jti) DO NOTHING RETURNING jti`,
      [claims.iss, claims.jti, claims.name, bodyHash],
    );
    if (claimed.length === 0) {
      const rows: unknown[] = await manager.query(`SELECT body_hash, answer FROM intercity_received WHERE from_city = $1 AND jti = $2`, [claims.iss, claims.jti]);
      const stored = receivedRowSchema.parse(rows[0]);
      if (stored.body_hash !== bodyHash || stored.answer === null) throw commonProblems.of("idempotency-key-reused");
      return stored.answer;
    }
    const parsed = handler.body.safeParse(parseJson(body));
    if (!parsed.success) throw commonProblems.of("input-refused", {}, fieldFaults(parsed.error));
    const text = jsonText({ answer: await handler.handle(claims.iss, parsed.data, transaction) });
    await manager.query(`UPDATE intercity_received SET answer = $3 WHERE from_city = $1 AND jti = $2`, [claims.iss, claims.jti, text]);
    return text;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw commonProblems.of("body-unreadable");
  }
}

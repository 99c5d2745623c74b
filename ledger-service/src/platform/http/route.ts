import type { Request } from "express";
import type { z } from "zod";
import type { Transaction } from "../database/transaction.ts";
import type { Access, CallerOf } from "./access.ts";
import type { Reply } from "./reply.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "DELETE";

/** A limit over a sliding minute or hour; `by` says who is counted [S11]. */
export interface RouteLimit {
  readonly count: number;
  readonly per: "minute" | "hour";
  readonly by: "person" | "address";
}

/** What the route table, the OpenAPI document and the authorization tests read. */
export interface Route {
  readonly method: HttpMethod;
  /** "/api/sheets/{sheetId}" */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly status: number;
  readonly answer?: z.ZodType;
  readonly answerMediaTypes: readonly string[];
  readonly problems: readonly string[];
  readonly isAct: boolean;
  /** "32kb" unless a sheet is sent [V4]. */
  readonly bodyLimit: "32kb" | "512kb";
  readonly limit?: RouteLimit;
  /** Checked inputs in, answer out. */
  readonly handle: (inputs: RouteInputs) => Promise<unknown>;
}

export interface RouteInputs {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly caller: unknown;
  readonly transaction: Transaction | undefined;
  readonly idempotencyKey: string | undefined;
  readonly request: Request;
}

type Out<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Answer<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.input<Schema> | Reply : Reply | void;

interface RouteShape<
  A extends Access,
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType | undefined,
> {
  method: HttpMethod;
  path: string;
  summary: string;
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  /** 200, or 204 without an answer, or 202 for acts, unless said otherwise. */
  status?: number;
  answer?: R;
  answerMediaTypes?: readonly string[];
  /** Codes of this route beyond the common ones. */
  problems?: readonly string[];
  bodyLimit?: "32kb" | "512kb";
  limit?: RouteLimit;
}

export interface HandlerRequest<A extends Access, P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly caller: CallerOf<A>;
  /** For headers and the connection only; inputs are above, checked. */
  readonly request: Request;
}

export interface ActRequest<A extends Access, P, Q, B> extends HandlerRequest<A, P, Q, B> {
  /** Committed with the stored answer: the act and its idempotency key are one fact. Rolled back when it throws. */
  readonly transaction: Transaction;
  readonly idempotencyKey: string;
}

/** A read, or a small write that guards itself. Writes still need the anti-forgery token [S7]. */
export function defineRoute<
  const A extends Access,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(
  shape: RouteShape<A, P, Q, B, R> & {
    handle: (request: HandlerRequest<A, Out<P>, Out<Q>, Out<B>>) => Promise<Answer<R>>;
  },
): Route {
  return {
    ...common(shape),
    isAct: false,
    status: shape.status ?? (shape.answer === undefined ? 204 : 200),
    // The router hands in what the route's own schemas put out, so the narrowing below is theirs.
    handle: (inputs) => shape.handle(inputs as unknown as HandlerRequest<A, Out<P>, Out<Q>, Out<B>>),
  };
}

/**
 * An act: needs an `Idempotency-Key`; runs inside one transaction with the stored answer, so that a repeated request
 * gets the first answer and a lost connection changes nothing twice [Q5].
 */
export function defineAct<
  const A extends Access,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(
  shape: RouteShape<A, P, Q, B, R> & {
    handle: (request: ActRequest<A, Out<P>, Out<Q>, Out<B>>) => Promise<Answer<R>>;
  },
): Route {
  return {
    ...common(shape),
    isAct: true,
    status: shape.status ?? 202,
    handle: (inputs) => shape.handle(inputs as unknown as ActRequest<A, Out<P>, Out<Q>, Out<B>>),
  };
}

function common(shape: RouteShape<Access, z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined>) {
  return {
    method: shape.method,
    path: shape.path,
    summary: shape.summary,
    access: shape.access,
    params: shape.params,
    query: shape.query,
    body: shape.body,
    answer: shape.answer,
    answerMediaTypes: shape.answerMediaTypes ?? ["application/json"],
    problems: shape.problems ?? [],
    bodyLimit: shape.bodyLimit ?? "32kb",
    limit: shape.limit,
  } as const;
}

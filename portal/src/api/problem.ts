/** A field or a line the service refused, by its path in what was sent, with a sentence to show beside it. */
export type FieldProblem = { path: string; code: string; message: string };

export type ProblemFields = { status: number; code: string; title: string; detail: string; fields?: readonly FieldProblem[]; values?: Record<string, unknown> };

/**
 * What a service refuses (RFC 9457), or the network. `code` is of the closed list of the API; `title` and
 * `detail` are French sentences that say what to do.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  readonly values: Record<string, unknown>;

  constructor({ status, code, title, detail, fields = [], values = {} }: ProblemFields, options?: ErrorOptions) {
    super(`${code}: ${title}`, options);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.fields = fields;
    this.values = values;
  }
}

/** No answer at all: nothing is known to have happened, and the same submission may be sent again. */
export function networkProblem(cause: unknown): Problem {
  return new Problem(
    { status: 0, code: "network-unreachable", title: "Le service ne répond pas", detail: "Vérifiez votre réseau, puis réessayez. Ce que vous avez écrit est gardé." },
    { cause },
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}

function fieldsOf(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((field) => ({ path: textOf(field.path, ""), code: textOf(field.code, ""), message: textOf(field.message, "") }));
}

/** Reads an answer that is not a success. A body that is no problem document becomes `unexpected-answer`. */
export function parseProblem(status: number, body: unknown): Problem {
  const { code, title, detail, errors, values } = isRecord(body) ? body : {};
  return new Problem({
    status,
    code: textOf(code, "unexpected-answer"),
    title: textOf(title, "Le service a répondu autrement que prévu"),
    detail: textOf(detail, "Réessayez dans une minute. Si cela recommence, appelez le 311."),
    fields: fieldsOf(errors),
    values: isRecord(values) ? values : {},
  });
}

/** Any thrown value as a `Problem`, so that a screen always has two French sentences to show. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof TypeError) return networkProblem(thrown);
  return new Problem({ status: 0, code: "unexpected-failure", title: "Quelque chose n'a pas marché", detail: "Réessayez. Si cela recommence, appelez le 311." }, { cause: thrown });
}

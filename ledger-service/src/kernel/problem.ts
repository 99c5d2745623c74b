/** Values that a sentence may show, by name. Never personal data beyond what the reader already sees. */
export type ProblemValues = Readonly<Record<string, string | number>>;

/** One code of the closed list: `{name}` in a detail is replaced by the value of that name. */
export interface ProblemText {
  readonly status: number;
  readonly title: string;
  readonly titleEn: string;
  readonly detail: string;
  readonly detailEn: string;
}

/** A fault of one field or one line of what was sent. */
export interface FieldFault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  titleEn: string;
  detailEn: string;
  values?: ProblemValues;
  errors?: readonly FieldFault[];
}

const typeBase = "https://maille.quebec/problems/";

/** What a person is told when something cannot be done: RFC 9457, in French, with English beside it. */
export class Problem extends Error {
  readonly code: string;
  readonly text: ProblemText;
  readonly values: ProblemValues;
  readonly errors: readonly FieldFault[];

  constructor(code: string, text: ProblemText, values: ProblemValues = {}, errors: readonly FieldFault[] = []) {
    super(`${code}: ${fill(text.detailEn, values)}`);
    this.name = "Problem";
    this.code = code;
    this.text = text;
    this.values = values;
    this.errors = errors;
  }

  get status(): number {
    return this.text.status;
  }

  toDocument(): ProblemDocument {
    return {
      type: typeBase + this.code,
      title: fill(this.text.title, this.values),
      status: this.text.status,
      detail: fill(this.text.detail, this.values),
      code: this.code,
      titleEn: fill(this.text.titleEn, this.values),
      detailEn: fill(this.text.detailEn, this.values),
      ...(Object.keys(this.values).length > 0 ? { values: this.values } : {}),
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
    };
  }
}

export interface ProblemList<Code extends string> {
  /** The closed list, for the API's description and the checks. */
  readonly texts: Readonly<Record<Code, ProblemText>>;
  of(code: Code, values?: ProblemValues, errors?: readonly FieldFault[]): Problem;
}

/** Declares the codes of a module. `problems.of("code", { name })` makes one to throw or to return. */
export function defineProblems<Code extends string>(texts: Record<Code, ProblemText>): ProblemList<Code> {
  return {
    texts,
    of: (code, values, errors) => new Problem(code, texts[code], values, errors),
  };
}

/** Contract error's name → what a person is told; the values are the error's arguments by name. */
export type ContractErrorProblems = Readonly<Record<string, (args: ProblemValues) => Problem>>;

function fill(template: string, values: ProblemValues): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}

/** What a reader needs to know, in both languages. */
export interface Sentence {
  readonly fr: string;
  readonly en: string;
}

/** The audit could not be done: bad input, or a node that does not answer as it must. Exit status 2, never a verdict. */
export class AuditProblem extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options);
    this.name = "AuditProblem";
    this.sentence = sentence;
  }
}

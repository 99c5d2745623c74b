/** A reason not to start that an operator can act upon: one plain sentence in each language, and no value of a secret. */
export class ConfigurationProblem extends Error {
  readonly fr: string;
  readonly en: string;

  constructor(sentences: { fr: string; en: string }, options?: ErrorOptions) {
    super(sentences.en, options);
    this.name = "ConfigurationProblem";
    this.fr = sentences.fr;
    this.en = sentences.en;
  }
}

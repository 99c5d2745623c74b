/** A reason not to start that a person can act upon: one plain sentence in each language, no stack. */
export class StartProblem extends Error {
  readonly fr: string;
  readonly en: string;

  constructor(sentences: { fr: string; en: string }, options?: { cause?: unknown }) {
    super(sentences.en, options);
    this.name = "StartProblem";
    this.fr = sentences.fr;
    this.en = sentences.en;
  }
}

/** Prints why the command stops: the sentence for a `StartProblem`, everything known for a defect. */
export function reportProblem(problem: unknown): void {
  if (problem instanceof StartProblem) {
    console.error(`\n${problem.fr}\n(${problem.en})`);
    return;
  }
  console.error("\nLa commande s’est arrêtée sur une erreur imprévue. Le détail suit.");
  console.error(problem);
}

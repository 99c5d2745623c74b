/** Someone a city's identity provider knows: an invented person of the cast, or an actor of a test. */
export type Persona = {
  /** The subject of the tokens: stable, and meaningless elsewhere. */
  readonly sub: string;
  readonly name: string;
  /** What the person does in the city: « Résidente », « Trésorière ». */
  readonly roleLabel: string;
  /** What to try as this person. */
  readonly hint: string;
  /** AAAA-MM-JJ, when the city's file has it. */
  readonly birthdate?: string;
};
